import { describe, expect, it } from 'vitest'
import type { Architecture } from '../architecture/architecture.ts'
import { createDocumentStore, editLabel, type EditStep, historyLabels, stepOf } from './document.ts'

const blank: Architecture = {
  version: 1,
  name: 'blank',
  components: [],
  connections: [],
  timeline: [],
  notes: [],
  settings: { seed: 1, warmUpMs: 0, endMs: 1_000 },
  objectives: { latencyMs: 500, errorRatio: 0.01 },
}

const named = (name: string) => (architecture: Architecture) => ({ ...architecture, name })

describe('the document store', () => {
  it('takes an edit back and brings it again, with its label', () => {
    const store = createDocumentStore(blank, 'd')
    store.getState().edit(editLabel('rename', { name: 'one' }), named('one'))
    expect(historyLabels(store)).toEqual({ undo: editLabel('rename', { name: 'one' }), redo: undefined })
    store.getState().undo()
    expect(store.getState().architecture).toBe(blank)
    expect(historyLabels(store)).toEqual({ undo: undefined, redo: editLabel('rename', { name: 'one' }) })
    store.getState().redo()
    expect(store.getState().architecture.name).toBe('one')
  })

  it('makes one step of a gesture, and another of the next one', () => {
    const store = createDocumentStore(blank, 'd')
    for (const name of ['a', 'ab', 'abc']) store.getState().edit(editLabel('rename'), named(name), 'typing')
    store.getState().endGesture()
    store.getState().edit(editLabel('rename'), named('x'), 'typing')
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('abc')
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('blank')
  })

  it('ends a gesture when something else is edited', () => {
    const store = createDocumentStore(blank, 'd')
    store.getState().edit(editLabel('a'), named('a'), 'one')
    store.getState().edit(editLabel('b'), named('b'))
    store.getState().edit(editLabel('c'), named('c'), 'one')
    store.getState().edit(editLabel('d'), named('d'), 'one')
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('b')
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('a')
  })

  it('keeps no step for an edit that changes nothing', () => {
    const store = createDocumentStore(blank, 'd')
    store.getState().edit(editLabel('nothing'), (architecture) => architecture)
    expect(historyLabels(store).undo).toBeUndefined()
  })

  it('tells each step, and of an undo what it took back', () => {
    const store = createDocumentStore(blank, 'd')
    const steps: EditStep[] = []
    store.subscribe((state, before) => {
      if (state.architecture !== before.architecture) steps.push(stepOf(state, before))
    })
    store.getState().edit(editLabel('a'), named('a'))
    store.getState().edit(editLabel('b'), named('b'))
    store.getState().undo()
    store.getState().redo()
    store.getState().undo()
    store.getState().edit(editLabel('c'), named('c'))
    expect(steps.map(({ label, isUndone }) => `${isUndone ? '-' : ''}${label.code}`)).toEqual([
      'a',
      'b',
      '-b',
      'b',
      '-b',
      'c',
    ])
  })

  it('takes the words of another language without a step of history', () => {
    const store = createDocumentStore(blank, 'd')
    store.getState().translate({ ...blank, name: 'leer' })
    expect(store.getState().architecture.name).toBe('leer')
    expect(historyLabels(store)).toEqual({ undo: undefined, redo: undefined })
    store.getState().edit(editLabel('a'), named('a'))
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('leer')
  })

  it('forgets the history when another design is opened', () => {
    const store = createDocumentStore(blank, 'd')
    store.getState().edit(editLabel('rename'), named('one'), 'typing')
    store.getState().open({ ...blank, name: 'other' }, 'e')
    expect(historyLabels(store)).toEqual({ undo: undefined, redo: undefined })
    expect(store.getState()).toMatchObject({ designId: 'e', opened: 1 })
    store.getState().edit(editLabel('rename'), named('two'))
    store.getState().undo()
    expect(store.getState().architecture.name).toBe('other')
  })
})
