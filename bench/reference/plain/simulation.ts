/** Something that happens at a time; of two at one time the one scheduled first comes first. */
export class SimulationEvent {
  readonly timeMs: number
  readonly sequence: number
  readonly action: () => void
  cancelled = false

  constructor(timeMs: number, sequence: number, action: () => void) {
    this.timeMs = timeMs
    this.sequence = sequence
    this.action = action
  }

  isBefore(other: SimulationEvent): boolean {
    return this.timeMs < other.timeMs || (this.timeMs === other.timeMs && this.sequence < other.sequence)
  }
}

/** A binary heap of events. */
export class EventQueue {
  private readonly heap: SimulationEvent[] = []

  push(event: SimulationEvent): void {
    const heap = this.heap
    let at = heap.length
    heap.push(event)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!event.isBefore(heap[parent]!)) break
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = event
  }

  pop(): SimulationEvent | undefined {
    const heap = this.heap
    const first = heap[0]
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return first
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && heap[child + 1]!.isBefore(heap[child]!)) child++
      if (!heap[child]!.isBefore(last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
    return first
  }
}

/** The clock and what is still to happen. */
export class Simulation {
  nowMs = 0
  events = 0
  private sequence = 0
  private readonly queue = new EventQueue()

  after(delayMs: number, action: () => void): SimulationEvent {
    const event = new SimulationEvent(this.nowMs + delayMs, this.sequence++, action)
    this.queue.push(event)
    return event
  }

  runUntil(isOver: () => boolean): void {
    while (!isOver()) {
      const event = this.queue.pop()
      if (event === undefined) return
      if (event.cancelled) continue
      this.nowMs = event.timeMs
      this.events++
      event.action()
    }
  }
}
