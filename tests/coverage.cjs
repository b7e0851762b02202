// What a process covered is written when it exits, and mocha ends its workers by a signal. What they start runs the sources by another
// compiler, whose places would be taken for theirs.
if (process.env.NODE_V8_COVERAGE && process.env.MOCHA_WORKER_ID) {
  delete process.env.NODE_V8_COVERAGE;
  process.once("SIGTERM", () => process.exit());
}
