import { describe, expect, it } from 'vitest'
import { sketch } from '../architecture/documents.fixture.ts'
import { emptyArchitecture } from '../architecture/empty.ts'
import { createStorage, firstWorking, type KeyValue } from './storage.ts'

const memory = (): KeyValue & { values: Map<string, unknown> } => {
  const values = new Map<string, unknown>()
  return {
    values,
    get: async (key) => structuredClone(values.get(key)),
    set: async (key, value) => void values.set(key, structuredClone(value)),
    remove: async (key) => void values.delete(key),
  }
}

const texts = () => {
  const values = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  }
}

const MINUTE = 60_000

describe('the storage of designs', () => {
  it('gives yesterday’s version back after today’s work', async () => {
    let now = 0
    const storage = createStorage(memory(), texts(), () => now)
    await storage.save('shop', emptyArchitecture('yesterday'))
    now = 24 * 60 * MINUTE
    await storage.save('shop', emptyArchitecture('today'))
    const saves = await storage.list()
    expect(saves.map(({ name }) => name)).toEqual(['today', 'yesterday'])
    const read = saves[1] && (await storage.read(saves[1]))
    expect(read).toMatchObject({ ok: true, value: { name: 'yesterday' } })
  })

  it('writes over a version within minutes, and leaves nothing behind of what it drops', async () => {
    let now = 0
    const place = memory()
    const storage = createStorage(place, texts(), () => now)
    for (; now < 5 * MINUTE; now += MINUTE) await storage.save('shop', emptyArchitecture(`at ${now}`))
    expect(await storage.list()).toHaveLength(1)
    for (; now < 20 * 60 * MINUTE; now += 11 * MINUTE) await storage.save('shop', emptyArchitecture(`at ${now}`))
    const saves = await storage.list()
    expect([...place.values.keys()].toSorted()).toEqual([...saves.map(({ id }) => id), 'saves'].toSorted())
  })

  it('loses no save when several are asked for at once', async () => {
    const storage = createStorage(memory(), texts(), () => 0)
    await Promise.all(['a', 'b', 'c'].map((id) => storage.save(id, emptyArchitecture(id))))
    expect((await storage.list()).map(({ name }) => name).toSorted()).toEqual(['a', 'b', 'c'])
  })

  it('passes over what is not ours, and says so when a version cannot be read', async () => {
    const place = memory()
    place.values.set('saves', [{ id: 1 }, 'x'])
    place.values.set('open', { designId: 'd', text: '{' })
    const storage = createStorage(place, texts(), () => 0)
    expect(await storage.list()).toEqual([])
    expect(await storage.held()).toBeUndefined()
    await storage.save('d', emptyArchitecture('d'))
    const [save] = await storage.list()
    place.values.set(save?.id ?? '', 'broken')
    expect((save && (await storage.read(save)))?.ok).toBe(false)
  })

  it('remembers what is open', async () => {
    const storage = createStorage(memory(), texts(), () => 0)
    await storage.hold({ designId: 'd', architecture: emptyArchitecture('mine') })
    expect(await storage.held()).toMatchObject({ designId: 'd', architecture: { name: 'mine' } })
  })

  it('remembers at once what was left, and goes on remembering it', async () => {
    const storage = createStorage(memory(), texts(), () => 0)
    await storage.hold({ designId: 'd', architecture: emptyArchitecture('saved') })
    storage.leave({ designId: 'd', architecture: emptyArchitecture('left') })
    expect(await storage.held()).toMatchObject({ architecture: { name: 'left' } })
    expect(await storage.held()).toMatchObject({ architecture: { name: 'left' } })
    await storage.hold({ designId: 'd', architecture: emptyArchitecture('newer') })
    expect(await storage.held()).toMatchObject({ architecture: { name: 'newer' } })
  })

  it('lists what was left as a version of the time it was left', async () => {
    let nowMs = 1_000
    const place = memory()
    const quick = texts()
    const left = sketch(['client'], [])
    createStorage(place, quick, () => nowMs).leave({ designId: 'd', architecture: left })
    nowMs = 24 * 60 * MINUTE
    const storage = createStorage(place, quick, () => nowMs)
    expect(await storage.held()).toEqual({ designId: 'd', architecture: left })
    const saves = await storage.list()
    expect(saves).toMatchObject([{ designId: 'd', savedAtMs: 1_000, components: 1 }])
  })

  it('falls back on the next place when one refuses', async () => {
    const refusing: KeyValue = { ...memory(), set: () => Promise.reject(new Error('private window')) }
    const other = memory()
    const chosen = firstWorking([() => refusing, () => other])
    await chosen.set('a', 1)
    expect(other.values.get('a')).toBe(1)
  })
})
