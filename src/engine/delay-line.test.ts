/** Delay lines on their own: order, deadlines that are taken back, and the head's place in the event list. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Arena } from './arena.ts'
import { alight, arm, delayLine, depart, disarm, expired } from './delay-line.ts'
import { createCalendar, dequeue, enqueue } from './event-list.ts'
import * as H from './header.ts'
import * as L from './layout.ts'

function createArena(): Arena {
  const arena = new Arena()
  createCalendar(arena)
  return arena
}

/** What leaves the event list until it is empty, as [time, frame]; frame 0 for a listing that found nothing due. */
function leaving(arena: Arena, onLeave?: (frame: number) => void): [number, number][] {
  const left: [number, number][] = []
  arena.f64[H.UNTIL] = Infinity
  for (let node = dequeue(arena, H.UNTIL); node !== 0; node = dequeue(arena, H.UNTIL)) {
    const { i32, f64 } = arena
    const sort = i32[node + L.STATE]!
    let frame = node
    if (sort === L.HOP_LINE) frame = alight(i32, f64, node)
    else if (sort === L.TIMER_LINE) frame = expired(i32, f64, node)
    left.push([f64[H.NOW]!, frame])
    if (frame !== 0) onLeave?.(frame)
  }
  return left
}

describe('a delay line', () => {
  it('is one for each sort and delay, and none for a hop that takes no time', () => {
    const arena = createArena()
    const hop = delayLine(arena, L.HOP_LINE, 5)
    expect(delayLine(arena, L.HOP_LINE, 5)).toBe(hop)
    expect(delayLine(arena, L.HOP_LINE, 6)).not.toBe(hop)
    expect(delayLine(arena, L.TIMER_LINE, 5)).not.toBe(hop)
    expect(delayLine(arena, L.HOP_LINE, 0)).toBe(0)
    expect(delayLine(arena, L.TIMER_LINE, 0)).not.toBe(0)
  })

  it('lets frames leave in the order they entered, each after the delay', () => {
    const arena = createArena()
    const line = delayLine(arena, L.HOP_LINE, 5)
    const frames = [0, 1, 1, 2.5].map((at) => {
      const frame = arena.alloc(L.FRAME_WORDS)
      arena.f64[H.NOW] = at
      depart(arena.i32, arena.f64, frame, line)
      return frame
    })
    expect(arena.i32[line + L.D_COUNT]).toBe(4)
    expect(arena.i32[H.CALENDAR_COUNT]).toBe(1)
    expect(leaving(arena)).toEqual([
      [5, frames[0]],
      [6, frames[1]],
      [6, frames[2]],
      [7.5, frames[3]],
    ])
    expect(arena.i32[line + L.D_COUNT]).toBe(0)
  })

  it('breaks ties with other events by the sequence at entry, not at listing', () => {
    const arena = createArena()
    const hop = delayLine(arena, L.HOP_LINE, 5)
    const { i32, f64 } = arena
    const [first, second, lone] = [0, 0, 0].map(() => arena.alloc(L.FRAME_WORDS)) as [number, number, number]
    depart(i32, f64, first, hop)
    f64[H.NOW] = 3
    // The second enters the line before the lone event is scheduled; both are due at 8.
    depart(i32, f64, second, hop)
    i32[lone + L.STATE] = L.HOLDING
    f64[(lone >> 1) + L.TIME] = 8
    f64[(lone >> 1) + L.SEQ] = f64[H.SEQUENCE]!
    f64[H.SEQUENCE] = f64[H.SEQUENCE]! + 1
    enqueue(i32, f64, lone)
    expect(leaving(arena).map(([, frame]) => frame)).toEqual([first, second, lone])
  })
})

describe('a deadline', () => {
  it('passes when nobody takes it back', () => {
    const arena = createArena()
    const line = delayLine(arena, L.TIMER_LINE, 10)
    const frame = arena.alloc(L.FRAME_WORDS)
    arm(arena.i32, arena.f64, frame, line)
    expect(leaving(arena)).toEqual([[10, frame]])
    expect(arena.i32[frame + L.TIMER]).toBe(0)
  })

  it('that is taken back never passes; its listing finds nothing due and leaves the next one alone', () => {
    const arena = createArena()
    const line = delayLine(arena, L.TIMER_LINE, 10)
    const [met, open] = [arena.alloc(L.FRAME_WORDS), arena.alloc(L.FRAME_WORDS)]
    arm(arena.i32, arena.f64, met, line)
    arena.f64[H.NOW] = 4
    arm(arena.i32, arena.f64, open, line)
    disarm(arena.i32, met)
    disarm(arena.i32, met)
    expect(leaving(arena)).toEqual([
      [10, 0],
      [14, open],
    ])
  })

  it('can be set anew at once, by the same frame, in the same line', () => {
    const arena = createArena()
    const line = delayLine(arena, L.TIMER_LINE, 10)
    const frame = arena.alloc(L.FRAME_WORDS)
    arm(arena.i32, arena.f64, frame, line)
    disarm(arena.i32, frame)
    arm(arena.i32, arena.f64, frame, line)
    // Both were set at 0, so the listing of the first finds the second due at the same time, with another sequence.
    expect(leaving(arena)).toEqual([
      [10, 0],
      [10, frame],
    ])
  })

  it('passes for exactly those that were not taken back, each at its time, over random settings', () => {
    const move = fc.record({
      waitMs: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 8, noNaN: true })),
      line: fc.nat(1),
      takesBack: fc.option(fc.nat(30)),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const arena = createArena()
        const lines = [delayLine(arena, L.TIMER_LINE, 5), delayLine(arena, L.TIMER_LINE, 2)]
        const pending = new Map<number, number>()
        const passed: number[] = []
        const passUntil = (untilMs: number): void => {
          arena.f64[H.UNTIL] = untilMs
          for (let node = dequeue(arena, H.UNTIL); node !== 0; node = dequeue(arena, H.UNTIL)) {
            const frame = expired(arena.i32, arena.f64, node)
            if (frame === 0) continue
            expect(pending.get(frame)).toBe(arena.f64[H.NOW])
            pending.delete(frame)
            passed.push(arena.f64[H.NOW]!)
          }
          if (untilMs < Infinity) arena.f64[H.NOW] = untilMs
        }
        for (const { waitMs, line, takesBack } of moves) {
          passUntil(arena.f64[H.NOW]! + waitMs)
          const frame = arena.alloc(L.FRAME_WORDS)
          arm(arena.i32, arena.f64, frame, lines[line]!)
          pending.set(frame, arena.f64[H.NOW]! + (line === 0 ? 5 : 2))
          const [taken] = [...pending.keys()].slice(takesBack ?? Infinity)
          if (taken === undefined) continue
          disarm(arena.i32, taken)
          pending.delete(taken)
        }
        passUntil(Infinity)
        expect(pending.size).toBe(0)
        expect(passed).toEqual(passed.toSorted((a, b) => a - b))
        expect(lines.map((line) => arena.i32[line + L.D_HEAD])).toEqual([0, 0])
      }),
      { numRuns: 150 },
    )
  })
})
