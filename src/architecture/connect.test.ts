import { describe, expect, test } from 'vitest'
import { kinds } from '../catalog/index.ts'
import { connectable } from './connect.ts'
import { sketch, wholeSystem } from './documents.fixture.ts'
import { removeItems } from './edits.ts'

const components = kinds.filter(({ sort }) => sort === 'component').map(({ kind }) => kind)

/** What drawing an arrow does, in short: the port, `<` when it was turned round, or what has to stand between. */
function outcome(from: string, to: string): string {
  const architecture = sketch([from, to], [])
  const [a, b] = architecture.components
  const link = connectable(architecture, a?.id ?? '', b?.id ?? '')
  if (!link.ok) return `${link.error.code} ${link.error.params['betweenKinds'] ?? ''}`.trim()
  const { port, reversed, alternatives } = link.value
  return [reversed ? `< ${port}` : port, ...alternatives].join(' or ')
}

test('every kind against every other', async () => {
  const rows = components.flatMap((from) =>
    components.map((to) => `${from.padEnd(13)} → ${to.padEnd(13)}  ${outcome(from, to)}`),
  )
  await expect(`${rows.join('\n')}\n`).toMatchFileSnapshot('./__goldens__/connect.txt')
})

const system = wholeSystem()

describe('the sensible direction', () => {
  test.each([
    ['an answer drawn as an arrow', ['dns', 'client'], [], 'dns-1', 'client-1', 'client-1 resolver dns-1'],
    ['a worker towards its queue', ['worker', 'queue'], [], 'worker-1', 'queue-1', 'queue-1 consumers worker-1'],
    [
      'a worker that has work, towards the next queue',
      ['queue', 'worker', 'queue'],
      [['queue-1', 'worker-1']],
      'worker-1',
      'queue-2',
      'worker-1 queue queue-2',
    ],
    [
      'one database towards another',
      ['database', 'database'],
      [],
      'database-1',
      'database-2',
      'database-1 replicas database-2',
    ],
    [
      'a new database towards one that is in use',
      ['server', 'database', 'database'],
      [['server-1', 'database-1']],
      'database-2',
      'database-1',
      'database-1 replicas database-2',
    ],
  ] as const)('%s', (_, kindNames, arrows, from, to, expected) => {
    const link = connectable(sketch(kindNames, arrows), from, to)
    if (!link.ok) throw new Error(link.error.code)
    const { value } = link
    expect(`${value.from} ${value.port} ${value.to}`).toBe(expected)
    expect(value.reversed).toBe(value.from !== from)
  })

  test('the first port with room is taken', () => {
    const twice = sketch(['client', 'cdn'], [['client-1', 'cdn-1']])
    expect(connectable(twice, 'client-1', 'cdn-1')).toMatchObject({ ok: true, value: { port: 'entry' } })
  })
})

describe('refusals say why and what would do', () => {
  test.each([
    ['nothing there', 'server-1', 'nobody', 'nothingThere', { found: 'nobody' }],
    ['itself', 'server-1', 'server-1', 'connectSelf', { name: 'server 1' }],
    ['no use for it', 'client-1', 'database-1', 'connectNeedsBetween', { betweenKinds: 'server' }],
    ['no use, a longer way', 'client-1', 'worker-1', 'connectNeedsBetween', { betweenKinds: 'server,queue' }],
    ['only the other way', 'database-1', 'client-1', 'connectOtherWay', { betweenKinds: 'server' }],
    ['connected already', 'server-1', 'database-1', 'alreadyConnected', { from: 'server 1', to: 'database 1' }],
    ['connected already, drawn back', 'cache-1', 'server-1', 'alreadyConnected', { from: 'server 1' }],
    ['round in circles', 'server-1', 'load-balancer-1', 'connectCircle', { from: 'server 1', to: 'load-balancer 1' }],
    ['replication both ways', 'database-2', 'database-1', 'connectReplicationCircle', { to: 'database 1' }],
  ] as const)('%s', (_, from, to, code, params) => {
    expect(connectable(system, from, to)).toMatchObject({ ok: false, error: { code, params } })
  })

  test('a full port names what it is connected to', () => {
    const two = sketch(['server', 'cache', 'cache'], [['server-1', 'cache-1']])
    expect(connectable(two, 'server-1', 'cache-2')).toMatchObject({
      error: { code: 'portFull', params: { name: 'server 1', toKind: 'cache', max: 1, holder: 'cache 1' } },
    })
  })

  test('a port that is of no use to the caller is passed by, until it is', () => {
    const two = sketch(['server', 'cache', 'cache'], [['server-1', 'cache-1']])
    const keeping = {
      ...two,
      components: two.components.map((component) =>
        component.id === 'server-1' ? { ...component, config: { ...component.config, sessions: 'store' } } : component,
      ),
    }
    expect(connectable(keeping, 'server-1', 'cache-2')).toMatchObject({ ok: true, value: { port: 'sessions' } })
  })

  test('a replica follows one primary', () => {
    const three = sketch(['database', 'database', 'database'], [['database-1', 'database-2']])
    expect(connectable(three, 'database-3', 'database-2')).toMatchObject({
      ok: true,
      value: { from: 'database-2', reversed: true },
    })
    const led = sketch(
      ['database', 'database', 'database', 'database'],
      [
        ['database-1', 'database-2'],
        ['database-3', 'database-4'],
      ],
    )
    expect(connectable(led, 'database-3', 'database-2')).toMatchObject({
      error: { code: 'connectSecondPrimary', params: { primary: 'database 1' } },
    })
  })

  test('users cannot call what is private, components can', () => {
    const three = sketch(['client', 'server', 'server'], [])
    const changed = three.components.map((component) =>
      component.id === 'server-2' ? { ...component, config: { ...component.config, public: false } } : component,
    )
    const closed = { ...three, components: changed }
    expect(connectable(closed, 'client-1', 'server-2')).toMatchObject({
      error: { code: 'connectPrivate', where: 'server-2', params: { from: 'client 1', to: 'server 2' } },
    })
    expect(connectable(closed, 'server-2', 'client-1').ok).toBe(false)
    expect(connectable(closed, 'client-1', 'server-1').ok).toBe(true)
    expect(connectable(closed, 'server-1', 'server-2').ok).toBe(true)
  })

  test('groups are no ends', () => {
    const grouped = sketch(['region', 'server'], [])
    expect(connectable(grouped, 'server-1', 'region-1')).toMatchObject({
      error: { code: 'connectGroup', where: 'region-1', params: { kind: 'region' } },
    })
  })
})

test('what was refused as connected already can be connected again after it is cut', () => {
  const cut = removeItems(system, { connections: ['server-1-to-database-1'] })
  expect(connectable(cut, 'server-1', 'database-1')).toMatchObject({ ok: true, value: { port: 'database' } })
})
