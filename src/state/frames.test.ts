import { describe, expect, it } from 'vitest'
import { createFrames } from './frames.ts'

/** A clock whose frames are drawn by the test. */
function drawn() {
  const waiting: ((nowMs: number) => void)[] = []
  const frames = createFrames((callback) => waiting.push(callback))
  return {
    frames,
    waiting,
    draw(nowMs: number) {
      for (const callback of waiting.splice(0)) callback(nowMs)
    },
  }
}

describe('frames', () => {
  it('do one due job each, the longest overdue first', () => {
    const { frames, draw } = drawn()
    const done: string[] = []
    for (const name of ['a', 'b', 'c']) frames.every(100, () => done.push(name) > 0)
    for (const nowMs of [16, 32, 48]) draw(nowMs)
    expect(done).toEqual(['a', 'b', 'c'])
    for (const nowMs of [64, 80, 96, 112]) draw(nowMs)
    expect(done).toEqual(['a', 'b', 'c'])
    for (const nowMs of [120, 136, 152, 168]) draw(nowMs)
    expect(done).toEqual(['a', 'b', 'c', 'a', 'b', 'c'])
  })

  it('pass to the next job when one has nothing to do', () => {
    const { frames, draw } = drawn()
    const done: string[] = []
    frames.every(100, () => false)
    frames.every(100, () => done.push('b') > 0)
    draw(16)
    expect(done).toEqual(['b'])
  })

  it('are asked for only while somebody has a job', () => {
    const { frames, waiting, draw } = drawn()
    const stop = frames.every(100, () => true)
    expect(waiting).toHaveLength(1)
    stop()
    draw(16)
    expect(waiting).toHaveLength(0)
  })
})
