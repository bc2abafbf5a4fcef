/** Files: what is ours opens as it was saved, what is not is refused in words, and the open design stays. */
import { examples } from '../src/examples/examples.ts'
import { exportJson } from '../src/formats/json.ts'
import { emptyArchitecture } from '../src/architecture/empty.ts'
import { expect, test } from './fixtures.ts'
import type { App } from './pages/app.ts'

async function expectRefused(app: App, file: { name: string; text: string }, sentence: RegExp): Promise<void> {
  const { refused } = app.dialogs
  await app.openFile(file.name, file.text)
  await expect(refused).toContainText(`“${file.name}” could not be opened. Your design is untouched.`)
  await expect(refused.getByRole('listitem').first()).toHaveText(sentence)
  await refused.getByRole('button', { name: 'Fine' }).click()
  await expect(refused).toBeHidden()
  await expect(app.menus.designName).toHaveValue('First steps')
  await expect(app.canvas.components()).toHaveCount(11)
}

test('a file that is not one of ours is refused with what was found and where', async ({ app }) => {
  const document = exportJson(emptyArchitecture('Empty'))
  await expectRefused(
    app,
    { name: 'broken.json', text: '{\n  "version": 1,\n  "name": "Shop",,\n}' },
    /^Line 3, column 18: “,” does not belong here\.$/,
  )
  await expectRefused(
    app,
    { name: 'package.json', text: '{ "name": "shop", "version": "1.0.0", "dependencies": {} }' },
    /not a Millrace design\. It has: name, version, dependencies/,
  )
  await expectRefused(
    app,
    { name: 'future.json', text: document.replace(/"version": \d+/, '"version": 999') },
    /made by a newer Millrace \(version 999\)/,
  )
  await expectRefused(
    app,
    { name: 'notes.mmd', text: 'flowchart LR\n  a -->\n' },
    /^Line 2: Mermaid cannot read “a -->”\.$/,
  )
  await app.transport.passes(500)
})

test('a saved design opens again as it was', async ({ app }) => {
  const { canvas, inspector, menus } = app
  await canvas.select('Web 1')
  await canvas.selectToo('Web 2')
  await inspector.button('Put into a region').click()
  await inspector.expectAbout('Region 1')
  const first = await app.download(() => menus.file('Save as JSON'))
  expect(first.name).toBe('First-steps.json')
  await app.beginAnew()
  await app.openFile(first.name, first.content.toString())
  await expect(canvas.component('Region 1')).toBeVisible()
  const second = await app.download(() => menus.file('Save as JSON'))
  expect(second.content.toString()).toBe(first.content.toString())
})

test('every example opens and runs', async ({ app }) => {
  const { figures, menus, page, transport } = app
  for (const { title, architecture } of examples) {
    await menus.button('Examples').click()
    await page.getByRole('menu', { name: 'Examples' }).getByRole('menuitem', { name: title.en }).click()
    await expect(menus.designName).toHaveValue(title.en)
    await expect(app.canvas.components()).toHaveCount(architecture.components.length)
    await transport.pace.selectOption('×5')
    await expect.poll(() => figures.served(), { message: `${title.en} serves` }).toBeGreaterThan(1)
  }
})
