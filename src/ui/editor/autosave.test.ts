import { expect, test } from 'vitest'
import { emptyArchitecture } from '../../architecture/empty.ts'
import { createDocumentStore, editLabel } from '../../state/document.ts'
import type { Storage } from '../../state/storage.ts'
import { startAutosave } from './autosave.ts'

test('a write that has not arrived when the page goes away is left behind in the quick way', async () => {
  const document = createDocumentStore(emptyArchitecture('One'), 'one')
  const left: string[] = []
  let arrive = (): void => {}
  const storage = {
    hold: () => new Promise<void>((resolve) => (arrive = resolve)),
    save: () => Promise.resolve(),
    leave: ({ architecture }: { architecture: { name: string } }) => void left.push(architecture.name),
  } as unknown as Storage
  let due = (): void => {}
  const autosave = startAutosave({ document, storage }, { later: (callback) => (due = callback), told: () => {} })
  document.getState().edit(editLabel('open'), (architecture) => ({ ...architecture, name: 'Two' }))
  due()
  autosave.leave()
  expect(left).toEqual(['Two'])
  arrive()
  await Promise.resolve()
  await Promise.resolve()
  await Promise.resolve()
  autosave.leave()
  expect(left).toEqual(['Two'])
})
