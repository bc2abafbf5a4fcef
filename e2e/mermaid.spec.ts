/** The diagram is taken away as Mermaid, which Mermaid itself reads, and comes back as it was. */
import { importJson } from '../src/formats/json.ts'
import { importMermaid } from '../src/formats/mermaid/import.ts'
import { parseFlowchart } from '../src/formats/mermaid/parser.ts'
import { expect, test } from './fixtures.ts'

test('the exported text is read by Mermaid and imported as the same design', async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { canvas, dialogs, menus } = app
  await canvas.select('Web 1')
  await app.inspector.rename('웹 "하나" [1]')
  const saved = await app.download(() => menus.file('Save as JSON'))
  const original = importJson(saved.content.toString())
  expect(original.ok).toBe(true)

  await menus.button('Export').click()
  const text = await dialogs.mermaidText.inputValue()
  expect(text).toMatch(/^flowchart LR$/m)
  const parsed = await parseFlowchart(text)
  expect(parsed.ok && parsed.value.nodes.map(({ label }) => label)).toContain('웹 "하나" [1]')
  expect(parsed.ok && parsed.value.arrows).toHaveLength(14)
  const imported = await importMermaid(text, parseFlowchart)
  expect(imported.ok && imported.value.architecture).toEqual(original.ok && original.value)

  await dialogs.expectPreview()
  await dialogs.export.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(dialogs.export.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await app.page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  const file = await app.download(() => dialogs.export.getByRole('button', { name: 'Download .mmd' }).click())
  expect(file.name).toBe('First-steps.mmd')
  expect(file.content.toString()).toBe(text)

  await dialogs.export.getByText('Top to bottom').click()
  await dialogs.export.getByRole('checkbox', { name: 'Carry everything' }).uncheck()
  await expect(dialogs.mermaidText).toHaveValue(/^flowchart TD$/m)
  expect(await dialogs.mermaidText.inputValue()).not.toContain('%%')
  await dialogs.expectPreview()
})

test('a text from elsewhere becomes a design, with what was guessed', async ({ app }) => {
  const { canvas, dialogs } = app
  const text = 'flowchart LR\n  u([Users]) --> lb{Nginx}\n  lb --> a[Basket]\n  a --> db[(Postgres)]\n'
  await app.openFile('wiki.mmd', text)
  await expect(dialogs.open).toContainText('4 components')
  await expect(dialogs.open.getByRole('listitem')).toHaveText(['“Basket” does not say what it is; taken for: Server.'])
  await dialogs.open.getByRole('button', { name: 'Open it' }).click()
  await expect(canvas.component('Postgres')).toBeVisible()
  await expect(canvas.components()).toHaveCount(4)
  await expect.poll(() => app.figures.served(), { message: 'it runs' }).toBeGreaterThan(1)
})

test('pictures of the canvas are drawn', async ({ app }) => {
  const { menus } = app
  const svg = await app.download(() => menus.file('Save picture (SVG)'))
  expect(svg.name).toBe('First-steps.svg')
  const drawing = svg.content.toString()
  expect(drawing).toContain('<svg')
  for (const name of ['Load balancer', 'Replica', 'Workers']) expect(drawing).toContain(name)

  const png = await app.download(() => menus.file('Save picture (PNG)'))
  expect(png.name).toBe('First-steps.png')
  expect(png.content.subarray(1, 4).toString()).toBe('PNG')
  const [width, height] = [png.content.readUInt32BE(16), png.content.readUInt32BE(20)]
  expect(width).toBeGreaterThan(1_500)
  expect(height).toBeGreaterThan(500)
  expect(png.content.length, 'something is drawn').toBeGreaterThan(20_000)
})
