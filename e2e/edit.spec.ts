/** Whatever is done to a design can be taken back and done again; copies stand beside what they are copies of. */
import { expect, test } from './fixtures.ts'

test('adding, connecting, setting, moving and deleting are undone and redone one by one', async ({ app }) => {
  const { canvas, inspector, menus, palette } = app
  await app.beginAnew()
  await palette.drag('Client', await canvas.at(0.2, 0.4))
  await palette.drag('Server', await canvas.at(0.7, 0.4))
  const arrow = canvas.connection('Client 1 sends requests to Server 1')
  await canvas.connect('Client 1', 'Server 1')
  await expect(arrow).toBeAttached()
  await canvas.select('Server 1')
  await expect(inspector.entry('Cores')).toHaveValue('2')
  await inspector.set('Cores', '7')
  await inspector.rename('Shop')
  const before = await canvas.placeOf('Shop')
  await canvas.move('Shop', { x: -80, y: 120 })
  await expect.poll(() => canvas.placeOf('Shop')).not.toEqual(before)
  const after = await canvas.placeOf('Shop')
  await app.page.keyboard.press('Delete')
  await expect(canvas.component('Shop')).toHaveCount(0)
  await expect(arrow).toHaveCount(0)

  await expect(menus.undo).toHaveAccessibleDescription('Undo: delete Shop')
  await menus.undo.click()
  await expect.poll(() => canvas.placeOf('Shop')).toEqual(after)
  await expect(canvas.connection('Client 1 sends requests to Shop')).toBeAttached()
  await menus.undo.click()
  await expect.poll(() => canvas.placeOf('Shop')).toEqual(before)
  await menus.undo.click()
  await expect(canvas.component('Server 1')).toBeVisible()
  await canvas.select('Server 1')
  await menus.undo.click()
  await expect(inspector.entry('Cores')).toHaveValue('2')
  await menus.undo.click()
  await expect(arrow).toHaveCount(0)
  await menus.undo.click()
  await expect(canvas.component('Server 1')).toHaveCount(0)
  await menus.undo.click()
  await expect(canvas.components()).toHaveCount(0)
  await expect(menus.undo).toBeDisabled()

  await canvas.frame.focus()
  for (let step = 0; step < 6; step++) await app.page.keyboard.press('Control+Shift+Z')
  await expect.poll(() => canvas.placeOf('Shop')).toEqual(after)
  await menus.redo.click()
  await expect(canvas.component('Shop')).toHaveCount(0)
  await expect(menus.redo).toBeDisabled()
})

test('copy, paste, cut and duplicate', async ({ app }) => {
  const { canvas, inspector } = app
  const { keyboard } = app.page
  await canvas.select('Web 1')
  await canvas.selectToo('Cache')
  await expect(inspector.pane.getByText('2 selected')).toBeVisible()
  await keyboard.press('Control+C')
  await keyboard.press('Control+V')
  await expect(canvas.connection('Web 3 looks up in Cache 2')).toBeAttached()
  await expect(canvas.components()).toHaveCount(13)
  await expect(inspector.pane.getByText('2 selected')).toBeVisible()
  await keyboard.press('Control+Z')
  await expect(canvas.components()).toHaveCount(11)

  await canvas.select('Replica')
  await keyboard.press('Control+D')
  await expect(canvas.component('Replica 2')).toBeVisible()
  expect(await canvas.placeOf('Replica 2')).not.toEqual(await canvas.placeOf('Replica'))

  await canvas.select('Replica')
  await keyboard.press('Control+X')
  await expect(canvas.component('Replica')).toHaveCount(0)
  await keyboard.press('Control+V')
  await expect(canvas.component('Replica')).toBeVisible()
})

test('the keyboard selects, moves, renames and deletes', async ({ app }) => {
  const { canvas, inspector } = app
  const { keyboard } = app.page
  await canvas.component('Queue').focus()
  await keyboard.press('Enter')
  await inspector.expectAbout('Queue')
  const before = await canvas.placeOf('Queue')
  for (let step = 0; step < 3; step++) await keyboard.press('ArrowDown')
  await expect.poll(async () => (await canvas.placeOf('Queue')).y).toBeGreaterThan(before.y)
  await keyboard.press('F2')
  await canvas.frame.getByRole('textbox', { name: 'New name' }).fill('주문 대기열')
  await keyboard.press('Enter')
  await expect(canvas.component('주문 대기열')).toBeVisible()
  await keyboard.press('Delete')
  await expect(canvas.component('주문 대기열')).toHaveCount(0)
})

test('an edit reaches the run under way without a restart', async ({ app }) => {
  const { canvas, inspector, transport, readings } = app
  await transport.passes(1_500)
  const timeMs = await transport.timeMs()
  await canvas.select('Web 1')
  await inspector.button('Instances +1').click()
  await canvas.expectSays('Web 1', '×2')
  await readings.tab('Events').click()
  await readings.expectEvent(/the design was changed: change Instances of Web 1/)
  expect(await transport.timeMs()).toBeGreaterThanOrEqual(timeMs)
  await expect.poll(() => app.figures.served()).toBeGreaterThan(50)
})

test('a number that cannot be is refused in words, and the old one applies', async ({ app }) => {
  const { canvas, inspector } = app
  await canvas.select('Web 1')
  await inspector.entry('Threads').fill('many')
  await expect(inspector.pane.getByText('“many” is not a number', { exact: false })).toBeVisible()
  await inspector.set('Threads', '50')
  await expect(inspector.pane.getByText('is not a number', { exact: false })).toBeHidden()
  await inspector.button(/^Back to the default/).click()
  await expect(inspector.entry('Threads')).not.toHaveValue('50')
})
