/** Stores as one would write them at first: what ours are held against. */
import * as K from './store-layout.ts'

/** Policies that leave nothing to chance. */
export const POLICIES = {
  lru: K.LRU,
  fifo: K.FIFO_EVICTION,
  lfu: K.LFU,
  clock: K.CLOCK,
  sieve: K.SIEVE,
  s3Fifo: K.S3_FIFO,
} as const
export type Policy = keyof typeof POLICIES

interface NaiveEntry {
  readonly key: string
  readonly expires: number
  readonly uses: number
}

/** The naive model: a list of entries, the next to be evicted first; S3-FIFO has two and a list of names let go. */
export class NaiveStore {
  entries: NaiveEntry[] = []
  evictions = 0
  private newcomers: NaiveEntry[] = []
  private ghosts: string[] = []
  /** SIEVE: the key that is looked at next. */
  private hand: string | undefined
  private capacity: number
  private readonly policy: Policy

  constructor(capacity: number, policy: Policy) {
    this.capacity = capacity
    this.policy = policy
  }

  get all(): readonly NaiveEntry[] {
    return [...this.newcomers, ...this.entries]
  }

  has(key: string, now: number): boolean {
    const entry = this.all.find((other) => other.key === key)
    if (entry === undefined) return false
    if (entry.expires <= now) {
      this.drop(key)
      return false
    }
    this.use(key)
    return true
  }

  put(key: string, expires: number): void {
    if (this.all.some((other) => other.key === key)) {
      this.use(key)
      this.change(key, (entry) => ({ ...entry, expires }))
      return
    }
    const wasLetGo = this.ghosts.includes(key)
    this.ghosts = this.ghosts.filter((name) => name !== key)
    if (this.all.length >= this.capacity) this.evict()
    const line = this.policy === 's3Fifo' && !wasLetGo ? this.newcomers : this.entries
    line.push({ key, expires, uses: this.policy === 'lfu' ? 1 : 0 })
  }

  drop(key: string): boolean {
    const before = this.all.length
    if (this.hand === key) this.hand = this.entries[this.entries.findIndex((entry) => entry.key === key) + 1]?.key
    this.entries = this.entries.filter((entry) => entry.key !== key)
    this.newcomers = this.newcomers.filter((entry) => entry.key !== key)
    return this.all.length < before
  }

  resize(capacity: number): void {
    this.capacity = capacity
    while (this.all.length > capacity) this.evict()
    this.forget()
  }

  flush(): void {
    this.entries = []
    this.newcomers = []
    this.ghosts = []
    this.hand = undefined
  }

  private get roomForNewcomers(): number {
    return Math.max(1, Math.floor(this.capacity * 0.1))
  }

  /** Names beyond nine tenths of the capacity are forgotten, the oldest first. */
  private forget(): void {
    this.ghosts = this.ghosts.slice(-Math.max(1, Math.floor(this.capacity * 0.9)))
  }

  private change(key: string, change: (entry: NaiveEntry) => NaiveEntry): void {
    const changed = (entry: NaiveEntry) => (entry.key === key ? change(entry) : entry)
    this.entries = this.entries.map(changed)
    this.newcomers = this.newcomers.map(changed)
  }

  private use(key: string): void {
    if (this.policy === 'fifo') return
    if (this.policy === 'clock' || this.policy === 'sieve') return this.change(key, (entry) => ({ ...entry, uses: 1 }))
    if (this.policy === 's3Fifo') return this.change(key, (entry) => ({ ...entry, uses: entry.uses + 1 }))
    const entry = this.entries.find((other) => other.key === key)!
    this.drop(key)
    this.entries.push({ ...entry, uses: entry.uses + 1 })
  }

  private evict(): void {
    const victim = this.victim()
    const isNewcomer = this.newcomers.includes(victim)
    this.drop(victim.key)
    this.evictions++
    if (!isNewcomer) return
    this.ghosts.push(victim.key)
    this.forget()
  }

  private victim(): NaiveEntry {
    if (this.policy === 'lfu') {
      const rarest = Math.min(...this.entries.map((entry) => entry.uses))
      return this.entries.find((entry) => entry.uses === rarest)!
    }
    if (this.policy === 'sieve') return this.sieved()
    const isMainFull = this.entries.length > this.capacity - this.roomForNewcomers
    if (this.policy === 's3Fifo' && !isMainFull) {
      while (this.newcomers.length > 0) {
        const [first] = this.newcomers
        if (first!.uses < 2) return first!
        this.newcomers = this.newcomers.slice(1)
        this.entries.push({ ...first!, uses: 0 })
      }
    }
    if (this.policy === 'clock' || this.policy === 's3Fifo') {
      while (this.entries[0]!.uses > 0) {
        const [first, ...others] = this.entries
        this.entries = [...others, { ...first!, uses: Math.min(first!.uses, 3) - 1 }]
      }
    }
    return this.entries[0]!
  }

  private sieved(): NaiveEntry {
    let at = Math.max(
      0,
      this.entries.findIndex((entry) => entry.key === this.hand),
    )
    while (this.entries[at]!.uses > 0) {
      this.change(this.entries[at]!.key, (entry) => ({ ...entry, uses: 0 }))
      at = (at + 1) % this.entries.length
    }
    this.hand = this.entries[at]!.key
    return this.entries[at]!
  }
}
