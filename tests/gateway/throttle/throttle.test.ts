import assert from "node:assert/strict";
import fc from "fast-check";
import { createQuota, createTokenBucket, type QuotaSettings } from "../../../gateway/throttle/index";

const DAY = 86_400_000;

describe("a token bucket", () => {
  it("lets the burst through at once, then the rate", () => {
    let now = 1_000_000;
    const bucket = createTokenBucket({ rate: 2, burst: 3 }, () => now);
    assert.deepEqual([bucket.take(), bucket.take(), bucket.take(), bucket.take()], [true, true, true, false]);
    now += 499;
    assert.equal(bucket.take(), false);
    now += 1;
    assert.deepEqual([bucket.take(), bucket.take()], [true, false]);
    now += 60_000;
    assert.deepEqual([bucket.take(), bucket.take(), bucket.take(), bucket.take()], [true, true, true, false]);
  });
  it("loses no tokens by a clock set back", () => {
    let now = 60_000;
    const bucket = createTokenBucket({ rate: 1, burst: 2 }, () => now);
    assert.equal(bucket.take(), true);
    now = 0;
    assert.deepEqual([bucket.take(), bucket.take()], [true, false]);
  });
  it("lets nothing through where rate and burst are 0", () => {
    assert.equal(createTokenBucket({ rate: 0, burst: 0 }, () => 0).take(), false);
  });
  it("never lets through more than the burst and the rate over the time passed, and is not filled by a clock set back", () => {
    const steps = fc.array(fc.integer({ min: -50, max: 500 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 10 }), steps, (rate, burst, times) => {
        let now = 0;
        let passed = 0;
        const bucket = createTokenBucket({ rate, burst }, () => now);
        const taken = times.filter((step) => {
          now += step;
          passed += Math.max(0, step);
          return bucket.take();
        });
        assert.ok(taken.length <= burst + (rate * passed) / 1000 + 1e-6);
      }),
    );
  });
});

describe("a quota", () => {
  const STARTS: readonly (readonly [settings: Omit<QuotaSettings, "limit">, now: string, next: string])[] = [
    [{ period: "DAY", offset: 0 }, "2024-02-28T23:59:59Z", "2024-02-29T00:00:00Z"],
    [{ period: "WEEK", offset: 0 }, "2024-06-15T12:00:00Z", "2024-06-16T00:00:00Z"],
    [{ period: "WEEK", offset: 1 }, "2024-06-16T12:00:00Z", "2024-06-17T00:00:00Z"],
    [{ period: "WEEK", offset: 6 }, "2024-06-15T00:00:00Z", "2024-06-22T00:00:00Z"],
    [{ period: "MONTH", offset: 0 }, "2024-12-31T12:00:00Z", "2025-01-01T00:00:00Z"],
    [{ period: "MONTH", offset: 14 }, "2024-06-14T12:00:00Z", "2024-06-15T00:00:00Z"],
    [{ period: "MONTH", offset: 14 }, "2024-06-15T00:00:00Z", "2024-07-15T00:00:00Z"],
  ];
  for (const [settings, start, next] of STARTS) {
    it(`of a ${settings.period} with offset ${settings.offset} that is used up at ${start} begins again at ${next}`, () => {
      let now = Date.parse(start);
      const quota = createQuota({ ...settings, limit: 2 }, () => now);
      assert.deepEqual([quota.remaining(), quota.take(), quota.take(), quota.take(), quota.remaining()], [2, true, true, false, 0]);
      now = Date.parse(next) - 1;
      assert.equal(quota.take(), false);
      now += 1;
      assert.deepEqual([quota.take(), quota.remaining()], [true, 1]);
    });
  }
  it("lets its limit through in each of its periods", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 6 }),
        fc.date({ noInvalidDate: true, min: new Date(0), max: new Date("2100-01-01T00:00:00Z") }),
        (limit, offset, date) => {
          let now = date.getTime();
          const quota = createQuota({ limit, offset, period: "WEEK" }, () => now);
          for (let week = 0; week < 3; week++, now += 7 * DAY) {
            assert.equal(Array.from({ length: limit + 2 }, () => quota.take()).filter(Boolean).length, limit);
          }
        },
      ),
    );
  });
});
