const MACHINES: ReadonlyMap<number, string> = new Map([
  [0x3e, "x64"],
  [0xb7, "arm64"],
]);

/**
 * What a Linux program was built for, as Node.js names architectures; undefined for a script.
 * https://man7.org/linux/man-pages/man5/elf.5.html
 */
export function architectureOf(file: Buffer): string | undefined {
  if (file.length < 20 || file.toString("latin1", 1, 4) !== "ELF") return undefined;
  const machine = file.readUInt16LE(18);
  return MACHINES.get(machine) ?? `machine ${machine}`;
}
