import { beforeEach, describe, expect, it } from 'vitest'
import type { RequestRef, Trace, WhyReport } from '../../simulation/reading.ts'
import { createRunStore } from '../../state/run.ts'
import type { Command, Update } from '../../worker/protocol.ts'
import { emptyArchitecture } from '../../architecture/empty.ts'
import { panel } from '../charts/panel.ts'
import { askWhy, followRun, inquiry, intervalOf, lookAt } from './inquiry.ts'

const first: RequestRef = { client: 'c', request: 1, startMs: 0, endMs: 9, outcome: 'refused' }
const second: RequestRef = { ...first, request: 2 }

function reportOf(exemplars: RequestRef[]): WhyReport {
  return {
    fromMs: 0,
    toMs: 10,
    ended: 9,
    failed: 1,
    slow: 0,
    slowerThanMs: 500,
    failures: [],
    slowness: [],
    cures: [],
    exemplars,
  }
}

const traceOf = (request: RequestRef): Trace => ({ ...request, className: 'read', key: 1, spans: [], hops: [] })

/** A run whose questions the test answers, in whatever order. */
function questioned() {
  const asked: Command[] = []
  let say: (update: Update) => void = () => {}
  const run = createRunStore({
    port: { post: (command) => asked.push(command), listen: (receive) => (say = receive) },
    later: () => () => {},
    requestFrame: () => {},
  })
  run.getState().start(emptyArchitecture('d'))
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
  const answer = async (index: number, reply: WhyReport | Trace | null) => {
    const question = asked[index]
    const runId = run.getState().runId
    if (question?.type === 'why') say({ type: 'why', runId, queryId: question.queryId, report: reply as WhyReport })
    if (question?.type === 'trace') say({ type: 'trace', runId, queryId: question.queryId, trace: reply as Trace })
    await settled()
  }
  return { run, asked, answer, settled }
}

beforeEach(() => {
  inquiry.setState(inquiry.getInitialState(), true)
  panel.setState(panel.getInitialState(), true)
})

describe('an inquiry', () => {
  it('shows the answer, and looks at the first request that it names', async () => {
    const { run, asked, answer } = questioned()
    void askWhy(run, 30_000)
    expect(inquiry.getState().isAsking).toBe(true)
    await answer(1, reportOf([first, second]))
    expect(inquiry.getState()).toMatchObject({ isAsking: false, exemplar: first, isTracing: true })
    expect(asked[2]).toMatchObject({ type: 'trace', request: first })
    await answer(2, traceOf(first))
    expect(inquiry.getState()).toMatchObject({ isTracing: false, trace: { request: 1 } })
  })

  it('keeps to the newest question when answers come late', async () => {
    const { run, answer } = questioned()
    void askWhy(run, 10_000)
    void askWhy(run, 'whole')
    await answer(1, reportOf([]))
    expect(inquiry.getState().report).toBeNull()
    const report = reportOf([])
    await answer(2, report)
    expect(inquiry.getState().report).toBe(report)
  })

  it('keeps to the request that was chosen last', async () => {
    const { run, answer } = questioned()
    void lookAt(run, first)
    void lookAt(run, second)
    await answer(1, traceOf(first))
    expect(inquiry.getState().trace).toBeNull()
    await answer(2, traceOf(second))
    expect(inquiry.getState().trace?.request).toBe(2)
  })

  it('says that a request cannot be recovered by having no trace of it', async () => {
    const { run, answer } = questioned()
    void lookAt(run, first)
    await answer(1, null)
    expect(inquiry.getState()).toMatchObject({ exemplar: first, isTracing: false, trace: null })
  })

  it('forgets answers and what was picked when another run starts', async () => {
    const { run, answer, settled } = questioned()
    const stop = followRun(run)
    void askWhy(run, 30_000)
    await answer(1, reportOf([]))
    panel.setState({ picked: { fromMs: 1, toMs: 2 } })
    run.getState().start(emptyArchitecture('e'))
    await settled()
    expect(inquiry.getState().report).toBeNull()
    expect(panel.getState().picked).toBeNull()
    stop()
  })
})

describe('the interval of a scope', () => {
  const picked = { fromMs: 3, toMs: 4 }

  it('is what it says, but never before the beginning', () => {
    expect(intervalOf(30_000, 50_000, null)).toEqual({ fromMs: 20_000, toMs: 50_000 })
    expect(intervalOf(30_000, 5_000, null)).toEqual({ fromMs: 0, toMs: 5_000 })
    expect(intervalOf('whole', 5_000, picked)).toEqual({ fromMs: 0, toMs: 5_000 })
    expect(intervalOf('picked', 5_000, picked)).toEqual(picked)
    expect(intervalOf('picked', 5_000, null)).toEqual({ fromMs: 0, toMs: 5_000 })
  })
})
