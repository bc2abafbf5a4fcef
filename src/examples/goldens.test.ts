/**
 * What each example shows, run at its seed for its duration: a table a reader can judge, with rounded numbers, so that
 * a change of the model shows as a change of words. After a change that is meant, look at what this writes:
 * `npx vitest run src/examples/goldens.test.ts -u` and `git diff`.
 */
import { expect, test } from 'vitest'
import { perform } from '../cli/perform.ts'
import { examples } from './examples.ts'

test.each(examples.map(({ slug }) => slug))('%s', async (slug) => {
  const { code, text, remarks } = await perform(['run', slug])
  expect({ code, remarks }).toEqual({ code: 0, remarks: [] })
  // The last paragraph tells how fast this machine was.
  const paragraphs = text.trimEnd().split('\n\n').slice(0, -1)
  await expect(`${paragraphs.join('\n\n')}\n`).toMatchFileSnapshot(`./__goldens__/${slug}.txt`)
})
