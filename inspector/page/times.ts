import type { RequestDetail } from "../protocol";

/** The milliseconds of a request, and of whom they are. */
export function executionTimes({ milliseconds, integrationMilliseconds, functionMilliseconds }: RequestDetail): string {
  const parts = [
    `${milliseconds} ms`,
    ...(integrationMilliseconds === undefined ? [] : [`integration ${integrationMilliseconds} ms`]),
    ...(functionMilliseconds === undefined ? [] : [`function ${functionMilliseconds} ms`]),
  ];
  return parts.join(", ");
}

/** Hours to milliseconds, of the reader's own clock. */
export function clock(time: number): string {
  const date = new Date(time);
  return `${date.toTimeString().slice(0, 8)}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
