/** An entry and its neighbors in the order of use. */
class Entry<T> {
  readonly key: number
  value: T | undefined
  newer: Entry<T> = this
  older: Entry<T> = this

  constructor(key: number, value?: T) {
    this.key = key
    this.value = value
  }

  unlink(): void {
    this.newer.older = this.older
    this.older.newer = this.newer
  }

  /** Becomes the next older one of `entry`. */
  linkBehind(entry: Entry<T>): void {
    this.newer = entry
    this.older = entry.older
    entry.older.newer = this
    entry.older = this
  }
}

/**
 * Least recently used: a Map to find entries, and a ring through them for their order. (Deleting a key of the Map and
 * setting it again would keep the order too, but makes W3 run at less than half this speed.)
 */
export class LruCache<T> {
  private readonly capacity: number
  private readonly entries = new Map<number, Entry<T>>()
  private readonly ring = new Entry<T>(-1)

  constructor(capacity: number) {
    this.capacity = capacity
  }

  get(key: number): T | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) return undefined
    entry.unlink()
    entry.linkBehind(this.ring)
    return entry.value
  }

  set(key: number, value: T): void {
    const present = this.entries.get(key)
    if (present !== undefined) {
      present.unlink()
      present.linkBehind(this.ring)
      present.value = value
      return
    }
    if (this.entries.size >= this.capacity) this.remove(this.ring.newer)
    const entry = new Entry(key, value)
    entry.linkBehind(this.ring)
    this.entries.set(key, entry)
  }

  delete(key: number): void {
    const entry = this.entries.get(key)
    if (entry !== undefined) this.remove(entry)
  }

  private remove(entry: Entry<T>): void {
    entry.unlink()
    this.entries.delete(entry.key)
  }
}
