import { describe, expect, it } from 'vitest'
import { Arena, RESERVE_WORDS, take } from './arena.ts'
import { addSegment, dropSegments, eachFrame, freeFrame, moveSegments, newFrame } from './frames.ts'
import * as H from './header.ts'
import * as L from './layout.ts'

describe('the arena', () => {
  it('hands out zeroed words at even places, and grows without losing anything', () => {
    const arena = new Arena(1 << 10)
    const first = arena.alloc(3)
    arena.i32.fill(7, first, first + 3)
    const second = arena.alloc(1)
    expect(first % 2).toBe(0)
    expect(second).toBe(first + 4)
    const large = arena.alloc(1 << 20)
    expect(Array.from(arena.i32.slice(first, first + 6))).toEqual([7, 7, 7, 0, 0, 0])
    expect(arena.i32.slice(large, large + (1 << 20)).every((word) => word === 0)).toBe(true)
    expect(arena.i32.length - arena.usedWords).toBeGreaterThanOrEqual(RESERVE_WORDS)
  })

  it('shows the same words as doubles', () => {
    const arena = new Arena()
    const place = arena.alloc(2)
    arena.f64[place >> 1] = 1.5
    expect(arena.i32[place + 1]).toBe(0x3ff80000)
  })

  it('hands out its reserve without replacing the views, and says when it is used up', () => {
    const arena = new Arena()
    arena.reserve()
    const { i32 } = arena
    for (let n = 0; n < RESERVE_WORDS / 1024; n++) take(i32, 1024)
    expect(arena.i32).toBe(i32)
    expect(() => {
      for (let n = 0; n < 2 * RESERVE_WORDS; n++) take(i32, 1024)
    }).toThrow('reserve')
    arena.reserve()
    expect(() => take(arena.i32, 1024)).not.toThrow()
  })

  it('becomes what was copied: words handed out since then are as if they never were', () => {
    const arena = new Arena()
    const kept = arena.alloc(4)
    arena.i32[kept] = 1
    const copy = arena.copy()
    arena.i32[kept] = 2
    const late = arena.alloc(RESERVE_WORDS)
    arena.i32.fill(9, late, late + RESERVE_WORDS)
    arena.restore(copy)
    expect(arena.i32[kept]).toBe(1)
    expect(arena.usedWords).toBe(copy.words.length)
    expect(arena.alloc(RESERVE_WORDS)).toBe(late)
    expect(arena.i32.slice(late, late + RESERVE_WORDS).every((word) => word === 0)).toBe(true)
  })

  it('claims that a run has bounds', () => {
    expect(() => new Arena().alloc(1 << 28)).toThrow('a run may use')
  })
})

describe('frames', () => {
  it('are used again, with another ticket, and nothing of what they were', () => {
    const arena = new Arena()
    const { i32, f64 } = arena
    const frame = newFrame(i32, f64)
    const ticket = i32[frame + L.TICKET]!
    for (const word of [L.FLAGS, L.A, L.B, L.C, L.LINK, L.ANSWER, L.CULPRIT, L.VISIT, L.TRIES]) i32[frame + word] = 99
    freeFrame(i32, frame)
    expect(newFrame(i32, f64)).toBe(frame)
    expect(i32[frame + L.TICKET]).not.toBe(ticket)
    for (const word of [L.FLAGS, L.A, L.B, L.C, L.LINK, L.ANSWER, L.CULPRIT, L.VISIT, L.TRIES, L.REQUEST, L.CALLER]) {
      expect(i32[frame + word]).toBe(0)
    }
  })

  it('are all visited while in use', () => {
    const { i32, f64 } = new Arena()
    const frames = Array.from({ length: 100 }, () => newFrame(i32, f64))
    for (const frame of frames.slice(20, 50)) freeFrame(i32, frame)
    const visited: number[] = []
    eachFrame(i32, (frame) => visited.push(frame))
    const byPlace = (a: number, b: number): number => a - b
    expect(visited.toSorted(byPlace)).toEqual([...frames.slice(0, 20), ...frames.slice(50)].toSorted(byPlace))
    expect(i32[H.FRAMES_IN_USE]).toBe(70)
  })

  it('keep accounts that are added up by key where it stays the same, moved and dropped without a loss', () => {
    const arena = new Arena()
    const { i32, f64 } = arena
    const [a, b] = [newFrame(i32, f64), newFrame(i32, f64)]
    const book = (frame: number, key: number, ms: number): void => {
      f64[H.SAMPLE] = ms
      addSegment(i32, f64, frame, key)
    }
    const accountOf = (frame: number): [number, number][] => {
      const account: [number, number][] = []
      for (let at = i32[frame + L.SEGMENTS]!; at !== 0; at = i32[at]!) {
        account.push([i32[at + L.S_KEY]!, f64[(at >> 1) + L.S_MS]!])
      }
      return account
    }
    book(a, 1, 5)
    book(a, 1, 2)
    book(b, 2, 1)
    book(b, 1, 3)
    moveSegments(i32, b, a)
    book(a, 1, 1)
    const whole = [
      [1, 7],
      [2, 1],
      [1, 4],
    ]
    expect(accountOf(a)).toEqual(whole)
    expect(accountOf(b)).toEqual([])
    moveSegments(i32, a, b)
    moveSegments(i32, a, b)
    expect(accountOf(b)).toEqual(whole)
    dropSegments(i32, b)
    const used = arena.usedWords
    // All records are free again: many times as many fit without new memory.
    for (let round = 0; round < 200; round++) {
      for (let key = 0; key < 100; key++) book(a, key, 1)
      freeFrame(i32, a)
      expect(newFrame(i32, f64)).toBe(a)
    }
    expect(arena.usedWords).toBe(used)
  })
})
