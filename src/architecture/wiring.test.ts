import { describe, expect, test } from 'vitest'
import type { Architecture } from './architecture.ts'
import { sketch, wholeSystem } from './documents.fixture.ts'
import { addComponent, setField, setParent } from './edits.ts'
import { copy, duplicate, paste } from './fragment.ts'
import { absolutePosition, componentOf, connectionOf } from './lookup.ts'
import { connect, connectThrough, insertOnConnection, setPort } from './wiring.ts'

const system = wholeSystem()
const arrows = ({ connections }: Pick<Architecture, 'connections'>) =>
  connections.map(({ from, port, to }) => `${from} ${port} ${to}`)

describe('connect', () => {
  test('gives the connection the defaults of its port and an id that reads', () => {
    const two = sketch(['server', 'cache'], [])
    const { architecture, id } = connect(two, { from: 'server-1', to: 'cache-1', port: 'cache' })
    expect(id).toBe('server-1-to-cache-1')
    expect(connectionOf(architecture, id).config).toMatchObject({ timeoutMs: 250, tries: 1 })
  })

  test('a port without room is a mistake of ours', () => {
    expect(() => connect(system, { from: 'server-1', to: 'cache-1', port: 'cache' })).toThrow('can call')
  })

  test('a second arrow between the same two gets a number', () => {
    const twice = sketch(
      ['client', 'cdn'],
      [
        ['client-1', 'cdn-1'],
        ['client-1', 'cdn-1'],
      ],
    )
    expect(twice.connections.map(({ id, port }) => `${id} ${port}`)).toEqual([
      'client-1-to-cdn-1 edge',
      'client-1-to-cdn-1-2 entry',
    ])
  })
})

test('a connection that moves to another port keeps what both ports know', () => {
  const two = sketch(['client', 'cdn'], [['client-1', 'cdn-1']])
  const slow = setField(two, { type: 'connection', id: 'client-1-to-cdn-1' }, 'tries', 4)
  const moved = connectionOf(setPort(slow, 'client-1-to-cdn-1', 'entry'), 'client-1-to-cdn-1')
  expect(moved).toMatchObject({ port: 'entry', config: { tries: 4 } })
})

describe('insertOnConnection', () => {
  test('puts a balancer between client and server; the caller keeps its timeout', () => {
    const direct = sketch(['client', 'server', 'load-balancer'], [['client-1', 'server-1']])
    const patient = setField(direct, { type: 'connection', id: 'client-1-to-server-1' }, 'timeoutMs', 77)
    const inserted = insertOnConnection(patient, 'client-1-to-server-1', 'load-balancer-1')
    if (!inserted.ok) throw new Error(inserted.error.code)
    expect(arrows(inserted.value)).toEqual(['client-1 entry load-balancer-1', 'load-balancer-1 targets server-1'])
    expect(inserted.value.connections.map(({ config }) => config['timeoutMs'])).toEqual([77, 60_000])
  })

  test('puts a read-through cache before a database', () => {
    const direct = sketch(['server', 'database', 'cache'], [['server-1', 'database-1']])
    const inserted = insertOnConnection(direct, 'server-1-to-database-1', 'cache-1')
    expect(inserted.ok && arrows(inserted.value)).toEqual(['server-1 cache cache-1', 'cache-1 origin database-1'])
  })

  test('says why it cannot be', () => {
    const direct = sketch(['server', 'database', 'client'], [['server-1', 'database-1']])
    expect(insertOnConnection(direct, 'server-1-to-database-1', 'client-1')).toMatchObject({
      error: { code: 'insertBackwards', params: { from: 'server 1', to: 'client 1' } },
    })
    expect(insertOnConnection(system, 'server-1-to-cache-1', 'database-1')).toMatchObject({
      error: { code: 'alreadyConnected' },
    })
  })
})

describe('connectThrough', () => {
  test('puts what is missing evenly between', () => {
    const two = sketch(['client', 'worker'], [])
    const through = [
      { kind: 'server', title: 'Server' },
      { kind: 'queue', title: 'Queue' },
    ]
    const joined = connectThrough(two, { from: 'client-1', to: 'worker-1' }, through)
    if (!joined.ok) throw new Error(joined.error.code)
    expect(joined.value.ids).toEqual(['server-1', 'queue-1'])
    expect(arrows(joined.value.architecture)).toEqual([
      'client-1 entry server-1',
      'server-1 queue queue-1',
      'queue-1 consumers worker-1',
    ])
    expect(componentOf(joined.value.architecture, 'queue-1').position.x).toBeCloseTo(400 / 3)
  })

  test('says which port is full', () => {
    const busy = sketch(['server', 'queue', 'worker'], [['server-1', 'queue-1']])
    const joined = connectThrough(busy, { from: 'server-1', to: 'worker-1' }, [{ kind: 'queue', title: 'Queue' }])
    expect(joined).toMatchObject({ error: { code: 'portFull', params: { holder: 'queue 1' } } })
  })
})

describe('copies', () => {
  test('a pasted fragment has ids and names of its own and only its inner connections', () => {
    const pasted = paste(system, copy(system, ['server-1', 'cache-1']), { x: 10, y: 20 })
    expect(pasted.ids).toEqual(['server-3', 'cache-2'])
    expect(componentOf(pasted.architecture, 'server-3')).toMatchObject({
      name: 'server 3',
      position: { x: 610, y: 20 },
    })
    expect(arrows(pasted.architecture).slice(system.connections.length)).toEqual(['server-3 cache cache-2'])
  })

  test('into another document names stay as they are', () => {
    const { architecture } = paste(sketch([], []), copy(system, ['server-2']), { x: 0, y: 0 })
    expect(architecture.components[0]).toMatchObject({ id: 'server-1', name: 'server 2' })
  })

  test('a duplicate is another one like this: called by and calling the same', () => {
    const { architecture, ids } = duplicate(system, ['server-1'], { x: 0, y: 100 })
    expect(ids).toEqual(['server-3'])
    expect(arrows(architecture).slice(system.connections.length)).toEqual([
      'load-balancer-1 targets server-3',
      'server-3 cache cache-1',
      'server-3 database database-1',
      'server-3 queue queue-1',
    ])
  })

  test('a duplicate is not squeezed into a full port, and a replica gets no second primary', () => {
    expect(arrows(duplicate(system, ['cache-1'], { x: 0, y: 0 }).architecture)).toEqual(arrows(system))
    const another = arrows(duplicate(system, ['database-1'], { x: 0, y: 0 }).architecture)
    expect(another.slice(system.connections.length)).toEqual([
      'server-1 database database-3',
      'server-2 database database-3',
    ])
  })

  test('a group is copied with what stands in it, a member alone leaves it', () => {
    const grouped = setParent(
      sketch(['region', 'server', 'cache'], [['server-1', 'cache-1']]),
      ['server-1', 'cache-1'],
      'region-1',
    )
    const group = duplicate(grouped, ['region-1'], { x: 50, y: 50 })
    expect(group.ids).toEqual(['region-2'])
    expect(componentOf(group.architecture, 'server-2')).toMatchObject({
      parent: 'region-2',
      position: { x: 200, y: 0 },
    })
    expect(arrows(group.architecture)).toEqual(['server-1 cache cache-1', 'server-2 cache cache-2'])
    const member = duplicate(grouped, ['server-1'], { x: 5, y: 5 })
    expect(componentOf(member.architecture, 'server-2')).toMatchObject({
      parent: 'region-1',
      position: { x: 205, y: 5 },
    })
    const [alone] = copy(grouped, ['server-1']).components
    expect(alone).toMatchObject({ position: absolutePosition(grouped, 'server-1') })
    expect(alone).not.toHaveProperty('parent')
  })

  test('a copy takes over the configuration', () => {
    const big = setField(system, { type: 'component', id: 'server-1' }, 'cores', 16)
    expect(componentOf(duplicate(big, ['server-1'], { x: 0, y: 0 }).architecture, 'server-3').config['cores']).toBe(16)
  })

  test('nothing is pasted where there is no room for all of it', () => {
    const full = {
      ...system,
      components: Array.from({ length: 1_999 }, (_, n) => ({ ...componentOf(system, 'server-1'), id: `s-${n}` })),
    }
    expect(paste(full, copy(system, ['server-1', 'server-2']), { x: 0, y: 0 })).toEqual({ architecture: full, ids: [] })
    expect(() =>
      addComponent(addComponent(full, { kind: 'dns', title: 'DNS', position: { x: 0, y: 0 } }).architecture, {
        kind: 'dns',
        title: 'DNS',
        position: { x: 0, y: 0 },
      }),
    ).toThrow('room')
  })
})
