export interface QuotaSettings {
  readonly limit: number;
  readonly offset: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
}

/** What one API key has used of its plan in the running period. */
export interface Quota {
  /** Counts a request; false: the limit is reached. */
  take(): boolean;
  /** Requests left in the running period. */
  remaining(): number;
}

/**
 * Counts requests per period of UTC, the first of which begins at the last start of a period before now.
 * @param clock milliseconds since the epoch
 */
export function createQuota(settings: QuotaSettings, clock: () => number): Quota {
  let period = periodStart(settings, clock());
  let used = 0;
  const remaining = () => {
    const current = periodStart(settings, clock());
    if (current > period) {
      period = current;
      used = 0;
    }
    return settings.limit - used;
  };
  return {
    remaining,
    take() {
      if (remaining() <= 0) return false;
      used += 1;
      return true;
    },
  };
}

/**
 * The offset is the day on which a period starts: of a week, 0 is Sunday; of a month, 0 is the first (QuotaSettings in the SDKs of 2018:
 * "The day that a time period starts").
 */
function periodStart({ period, offset }: QuotaSettings, now: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (period === "DAY") return Date.UTC(year, month, day);
  if (period === "WEEK") return Date.UTC(year, month, day - ((date.getUTCDay() - offset + 7) % 7));
  return Date.UTC(year, day > offset ? month : month - 1, offset + 1);
}
