import { describe, expect, it } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import type { Trace, WhyReport } from '../simulation/reading.ts'
import { createClient } from './client.ts'
import type { Port } from './client.ts'
import type { Command, Update } from './protocol.ts'

const blank: Architecture = {
  version: 1,
  name: 'blank',
  components: [],
  connections: [],
  timeline: [],
  notes: [],
  settings: { seed: 7, warmUpMs: 0, endMs: 60_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const report: WhyReport = {
  fromMs: 0,
  toMs: 10,
  ended: 1,
  failed: 0,
  slow: 0,
  slowerThanMs: 500,
  failures: [],
  slowness: [],
  cures: [],
  exemplars: [],
}

function joined() {
  const sent: Command[] = []
  let receive: (update: Update) => void = () => {}
  const port: Port = { post: (command) => sent.push(command), listen: (listener) => (receive = listener) }
  const client = createClient(port)
  const heard: Update[] = []
  client.subscribe((update) => heard.push(update))
  return { client, sent, heard, say: (update: Update) => receive(update) }
}

describe('the client', () => {
  it('numbers its runs and passes on only what belongs to the present one', () => {
    const { client, sent, heard, say } = joined()
    client.start(blank, { pace: 1_000, paused: false })
    client.start(blank, { pace: 'fastest', paused: true })
    expect(sent.map((command) => command.type === 'start' && command.runId)).toEqual([1, 2])
    say({ type: 'ready', protocol: 1 })
    say({ type: 'paused', runId: 1, atMs: 5 })
    say({ type: 'paused', runId: 2, atMs: 6 })
    expect(heard).toEqual([
      { type: 'ready', protocol: 1 },
      { type: 'paused', runId: 2, atMs: 6 },
    ])
  })

  it('gives each answer to the question it belongs to, whatever their order', async () => {
    const { client, sent, heard, say } = joined()
    client.start(blank, { pace: 1_000, paused: false })
    const history = client.history({ fromMs: 0, toMs: 10, measures: ['endToEnd.okPerSecond'], points: 2 })
    const why = client.why(0, 10)
    const [first, second] = sent.slice(1).map((command) => ('queryId' in command ? command.queryId : 0))
    say({ type: 'why', runId: 1, queryId: second ?? 0, report })
    say({
      type: 'history',
      runId: 1,
      queryId: first ?? 0,
      timesMs: Float64Array.of(5, 10),
      values: Float64Array.of(1, 2),
    })
    expect((await history)?.values).toEqual(Float64Array.of(1, 2))
    expect(await why).toBe(report)
    expect(heard).toEqual([])
  })

  it('lets go of the questions of a run that is replaced, and ignores its late answers', async () => {
    const { client, sent, say } = joined()
    client.start(blank, { pace: 1_000, paused: false })
    const ref = { client: 'c', request: 3, startMs: 0, endMs: 4, outcome: 'ok' } as const
    const trace = client.trace(ref)
    client.start(blank, { pace: 1_000, paused: false })
    expect(await trace).toBeUndefined()
    const asked = sent[1]
    const late: Trace = { ...ref, className: 'read', key: 1, spans: [], hops: [] }
    say({ type: 'trace', runId: 1, queryId: asked?.type === 'trace' ? asked.queryId : 0, trace: late })
    const again = client.trace(ref)
    const askedAgain = sent.at(-1)
    say({ type: 'trace', runId: 2, queryId: askedAgain?.type === 'trace' ? askedAgain.queryId : 0, trace: null })
    expect(await again).toBeNull()
  })

  it('answers at once that there is no answer where nobody is left to give one', async () => {
    const { client, sent, say } = joined()
    expect(await client.why(0, 10)).toBeUndefined()
    client.start(blank, { pace: 1_000, paused: false })
    say({ type: 'refused', runId: 1, problems: [] })
    expect(await client.why(0, 10)).toBeUndefined()
    expect(sent.map((command) => command.type)).toEqual(['start'])
  })

  it('goes on asking a run whose edit was refused', async () => {
    const { client, sent, say } = joined()
    client.start(blank, { pace: 1_000, paused: false })
    say({
      type: 'started',
      runId: 1,
      layout: { layout: 1, measures: [], components: [], connections: [], windowMs: 250 },
    })
    say({ type: 'refused', runId: 1, problems: [] })
    void client.why(0, 10)
    expect(sent.at(-1)?.type).toBe('why')
  })

  it('lets go of all questions when the run breaks down', async () => {
    const { client, heard, say } = joined()
    client.start(blank, { pace: 1_000, paused: false })
    const why = client.why(0, 10)
    say({ type: 'crashed', runId: 1, message: 'a frame is missing', stack: '', seed: 7, atMs: 3 })
    expect(await why).toBeUndefined()
    expect(await client.trace({ client: 'c', request: 1, startMs: 0, endMs: 1, outcome: 'ok' })).toBeUndefined()
    expect(heard.map((update) => update.type)).toEqual(['crashed'])
  })

  it('no longer tells a listener that has left', () => {
    const { client, say } = joined()
    const heard: string[] = []
    const leave = client.subscribe((update) => heard.push(update.type))
    say({ type: 'ready', protocol: 1 })
    leave()
    say({ type: 'ready', protocol: 1 })
    expect(heard).toEqual(['ready'])
  })
})
