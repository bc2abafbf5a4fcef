import { describe, expect, it } from 'vitest'
import { hintFor, recentTrouble, sparkline, troubleOf } from './figures.ts'
import type { Situation } from './figures.ts'

const calm: Situation = {
  status: 'running',
  isEmpty: false,
  trouble: 'none',
  recently: 'none',
  activeFaults: 0,
  isOtherLoad: false,
}
const objectives = { latencyMs: 500, errorRatio: 0.01 }

describe('trouble', () => {
  it('is a failure first, then slowness beyond the objective', () => {
    expect(troubleOf({ latencyMs: 900, errorRatio: 0.002 }, objectives)).toBe('failing')
    expect(troubleOf({ latencyMs: 900, errorRatio: 0 }, objectives)).toBe('slow')
    expect(troubleOf({ latencyMs: 500, errorRatio: 0 }, objectives)).toBe('none')
    expect(troubleOf({ latencyMs: Number.NaN, errorRatio: Number.NaN }, objectives)).toBe('none')
  })
})

describe('recent trouble', () => {
  const calmFor = (count: number) => Array.from({ length: count }, () => 0)

  it('is remembered for a while and then forgotten', () => {
    expect(recentTrouble([100], [0.2, ...calmFor(19)], objectives)).toBe('failing')
    expect(recentTrouble([100], [0.2, ...calmFor(20)], objectives)).toBe('none')
    expect(recentTrouble([900, 100], calmFor(2), objectives)).toBe('slow')
    expect(recentTrouble([Number.NaN], [], objectives)).toBe('none')
  })
})

describe('the hint', () => {
  it('says what to try in each situation', () => {
    expect(hintFor(calm)).toBe('calm')
    expect(hintFor({ ...calm, isOtherLoad: true })).toBe('calmLoad')
    expect(hintFor({ ...calm, isOtherLoad: true, recently: 'slow' })).toBe('over')
    expect(hintFor({ ...calm, isEmpty: true, status: 'idle' })).toBe('empty')
    expect(hintFor({ ...calm, status: 'idle' })).toBe('idle')
    expect(hintFor({ ...calm, status: 'finished' })).toBe('idle')
    expect(hintFor({ ...calm, status: 'paused', trouble: 'failing' })).toBe('paused')
    expect(hintFor({ ...calm, trouble: 'failing', activeFaults: 1 })).toBe('failing')
    expect(hintFor({ ...calm, activeFaults: 1 })).toBe('fault')
    expect(hintFor({ ...calm, trouble: 'slow' })).toBe('slow')
    expect(hintFor({ ...calm, recently: 'failing' })).toBe('over')
    expect(hintFor({ ...calm, recently: 'failing', activeFaults: 1 })).toBe('fault')
  })
})

describe('a sparkline', () => {
  it('runs from left to right, the greatest value at the top, zero at the bottom', () => {
    expect(sparkline([0, 10, 5], 100, 20)).toBe('0.0,20.0 50.0,0.0 100.0,10.0')
  })

  it('lies at the bottom when all is zero, and leaves out what was not measured', () => {
    expect(sparkline([0, 0], 10, 20)).toBe('0.0,20.0 10.0,20.0')
    expect(sparkline([1, Number.NaN, 1], 10, 20)).toBe('0.0,0.0 10.0,0.0')
    expect(sparkline([Number.NaN, 1], 10, 20)).toBe('')
  })
})
