const SMALLEST_MS = 0.001
const GROWTH = 1.005
const LOG_GROWTH = Math.log(GROWTH)

/** Counts of values in buckets whose bounds grow by half a percent. */
export class Histogram {
  count = 0
  private total = 0
  private readonly counts: number[] = []

  record(valueMs: number): void {
    const bucket = Math.max(0, Math.floor(Math.log(valueMs / SMALLEST_MS) / LOG_GROWTH))
    while (this.counts.length <= bucket) this.counts.push(0)
    this.counts[bucket]!++
    this.count++
    this.total += valueMs
  }

  get mean(): number {
    return this.total / this.count
  }

  quantile(share: number): number {
    let left = share * this.count
    for (const [bucket, count] of this.counts.entries()) {
      left -= count
      if (left <= 0) return SMALLEST_MS * Math.pow(GROWTH, bucket + 0.5)
    }
    return Number.NaN
  }
}

/** A number that changes in steps, and its integral over time. */
export class TimeWeighted {
  value = 0
  private area = 0
  private sinceMs = 0

  add(difference: number, nowMs: number): void {
    this.area += this.value * (nowMs - this.sinceMs)
    this.sinceMs = nowMs
    this.value += difference
  }

  mean(nowMs: number): number {
    return (this.area + this.value * (nowMs - this.sinceMs)) / nowMs
  }
}
