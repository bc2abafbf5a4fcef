/**
 * Finds a Chromium-like browser for the tests, or installs one: a person who has just cloned the project should not
 * have to. Each way is tried in the order of how little it changes on the machine.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { posix, win32 } from 'node:path'
import { chromium } from '@playwright/test'

/** What the search touches, so that it can be tested on machines that are not here. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: string
  readonly isRoot: boolean
  /** Whether a program stands at this path. */
  exists(path: string): boolean
  /** Runs a command to its end; `output` is what it printed. */
  run(command: string, args: readonly string[]): { succeeded: boolean; output: string }
  /** Where Playwright would keep its own browser. */
  playwrightPath(): string
  say(line: string): void
}

const VARIABLE = 'PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const WINDOWS_NAMES = ['chrome.exe', 'msedge.exe']
const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const WINDOWS_PATHS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** The path of a browser that starts. Throws with what could be done when there is none and none can be installed. */
export function findBrowser(around: Surroundings = thisMachine()): string {
  const named = around.env[VARIABLE]
  if (named) {
    if (around.exists(named)) return named
    throw new Error(`${VARIABLE} names ${named}, and there is no program. Correct it or unset it.`)
  }
  const browser = search(around) ?? installFromDebian(around) ?? installFromPlaywright(around)
  if (browser) return browser
  throw new Error(
    `No browser was found and none could be installed. Install Chromium, Google Chrome or Microsoft Edge, ` +
      `or set ${VARIABLE} to the path of one. If Chromium is there but does not start, its libraries are missing: ` +
      `\`npx playwright install-deps chromium\` installs them.`,
  )
}

/** Installs a Korean font where Debian lacks one and root may: without it Korean is boxes in every screenshot. */
export function ensureKoreanFont(around: Surroundings = thisMachine()): void {
  if (!canUseApt(around) || around.run('fc-list', [':lang=ko']).output.trim() !== '') return
  if (!aptInstall(around, ['fontconfig', 'fonts-nanum']))
    around.say('No Korean font could be installed: Korean will show as boxes.')
}

/**
 * Whether the browser's sandbox can be used: never as root, and otherwise where the kernel lets users have one, which
 * many containers do not.
 */
export function canSandbox(browser: string, around: Surroundings = thisMachine()): boolean {
  if (around.isRoot) return false
  return around.run(browser, ['--headless', '--dump-dom', 'about:blank']).succeeded
}

/** Arguments that keep the browser from talking to the world or doing anything but the test. */
export const QUIET_ARGUMENTS: readonly string[] = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
]

function search(around: Surroundings): string | undefined {
  return [around.playwrightPath(), ...candidates(around)].find((path) => around.exists(path) && starts(path, around))
}

function candidates(around: Surroundings): string[] {
  const { env, platform } = around
  const isWindows = platform === 'win32'
  const { delimiter, join } = isWindows ? win32 : posix
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = (isWindows ? WINDOWS_NAMES : NAMES).flatMap((name) => folders.map((folder) => join(folder, name)))
  if (platform === 'darwin') {
    const home = env['HOME']
    return [...onPath, ...MAC_PATHS, ...(home ? MAC_PATHS.map((path) => home + path) : [])]
  }
  if (!isWindows) return onPath
  const roots = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter(
    (root) => root !== undefined,
  )
  return [...onPath, ...WINDOWS_PATHS.flatMap((path) => roots.map((root) => join(root, path)))]
}

/**
 * A program of the right name may still be a stub that only tells how to install the real one (Ubuntu without snap).
 * On Windows the question would open a window, so the file is trusted.
 */
function starts(path: string, around: Surroundings): boolean {
  if (around.platform === 'win32') return true
  const { succeeded, output } = around.run(path, ['--version'])
  return succeeded && /\d+\.\d+/.test(output)
}

function canUseApt(around: Surroundings): boolean {
  return around.isRoot && around.platform === 'linux' && around.exists('/usr/bin/apt-get')
}

function aptInstall(around: Surroundings, packages: readonly string[]): boolean {
  around.say(`Installing ${packages.join(' and ')} with apt-get …`)
  around.run('apt-get', ['update'])
  return around.run('apt-get', ['install', '--yes', '--no-install-recommends', ...packages]).succeeded
}

function installFromDebian(around: Surroundings): string | undefined {
  if (!canUseApt(around)) return undefined
  return aptInstall(around, ['chromium', 'fonts-nanum']) ? search(around) : undefined
}

function installFromPlaywright(around: Surroundings): string | undefined {
  around.say('Installing Chromium with Playwright …')
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli')
  // The libraries a browser needs can only be installed by root.
  const libraries = around.isRoot ? ['--with-deps'] : []
  return around.run(process.execPath, [cli, 'install', ...libraries, 'chromium']).succeeded ? search(around) : undefined
}

/** The machine this runs on. */
function thisMachine(): Surroundings {
  return {
    env: process.env,
    platform: process.platform,
    isRoot: process.getuid?.() === 0,
    exists(path) {
      try {
        accessSync(path, constants.X_OK)
        return statSync(path).isFile()
      } catch {
        return false
      }
    },
    run(command, args) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      // An installation over a slow line takes minutes; a browser that hangs must not hold up the tests for ever.
      const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000, env })
      return { succeeded: status === 0, output: stdout ?? '' }
    },
    playwrightPath: () => chromium.executablePath(),
    say: (line) => console.log(line),
  }
}
