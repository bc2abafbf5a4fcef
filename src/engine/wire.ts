/**
 * What a link does to messages besides a plain delay: each takes an extra time of its own, some are lost and sent
 * again, and all queue for a bandwidth, each direction by itself. The payload of a request (`R_BYTES`) goes with a call
 * that brings something, and else comes back with a good answer; every other message is small.
 */
import type { Arena } from './arena.ts'
import { sample } from './distributions.ts'
import { enqueue } from './event-list.ts'
import * as G from './guard-layout.ts'
import * as H from './header.ts'
import * as L from './layout.ts'
import type { Machine } from './machine.ts'
import * as O from './outcome.ts'
import { drawWords, nextWords, seedStream, uniform } from './random.ts'

/** Of a link's messages. `jitterLaw` is where a law stands among the program's constants, or -1 for none. */
export interface WireSpec {
  readonly jitterLaw: number
  /** Share of messages lost, 0 to 1. */
  readonly loss: number
  /** Megabits a second, or null for as much as is asked for. */
  readonly bandwidthMbps: number | null
}

/** Trouble on the line: so large a share is lost besides, and no more than so much gets through. */
export interface WireTrouble {
  readonly loss: number
  readonly bandwidthMbps: number | null
}

/**
 * What is not acknowledged is sent again after a round trip and this long, and then after twice as long each time
 * (RFC 6298 with the minimum that Linux has), ms.
 */
const RETRANSMIT_MS = 200
const RETRANSMIT_MAX_MS = 120_000
/** Who has sent a message this often without an answer gives up the connection (Linux, tcp_retries2). */
const RETRANSMISSIONS_MAX = 15
/** Bytes of any message apart from its payload: the headers of a usual request. */
const MESSAGE_BYTES = 500
const BITS_A_MBIT_MS = 1_000
const JITTER_PURPOSE = 0x71772e01
const LOSS_PURPOSE = 0x1055e500

/** Sets how a link treats messages; null for a plain delay. Trouble on the line comes on top by `disturbWire`. */
export function setWire(arena: Arena, link: number, spec: WireSpec | null): void {
  if (spec === null && arena.i32[link + L.L_WIRE] === 0) return
  const wire = wireOf(arena, link)
  const { i32, f64 } = arena
  i32[wire + G.W_JITTER] = spec?.jitterLaw ?? -1
  f64[(wire >> 1) + G.W_OWN_LOSS] = spec?.loss ?? 0
  f64[(wire >> 1) + G.W_OWN_PER_BYTE] = perByte(spec?.bandwidthMbps ?? null)
  disturbWire(arena, link, { loss: 0, bandwidthMbps: null })
}

/** Adds trouble to what a link does to messages, in place of any before. */
export function disturbWire(arena: Arena, link: number, trouble: WireTrouble): void {
  const isCalm = trouble.loss === 0 && trouble.bandwidthMbps === null
  if (isCalm && arena.i32[link + L.L_WIRE] === 0) return
  const wire = wireOf(arena, link)
  const { i32, f64 } = arena
  const half = wire >> 1
  f64[half + G.W_LOSS] = 1 - (1 - f64[half + G.W_OWN_LOSS]!) * (1 - trouble.loss)
  f64[half + G.W_PER_BYTE] = Math.max(f64[half + G.W_OWN_PER_BYTE]!, perByte(trouble.bandwidthMbps))
  const isRough = i32[wire + G.W_JITTER]! >= 0 || f64[half + G.W_LOSS]! > 0 || f64[half + G.W_PER_BYTE]! > 0
  i32[link + L.L_FLAGS] = isRough ? i32[link + L.L_FLAGS]! | L.ROUGH : i32[link + L.L_FLAGS]! & ~L.ROUGH
}

function perByte(bandwidthMbps: number | null): number {
  return bandwidthMbps === null ? 0 : 8 / (bandwidthMbps * BITS_A_MBIT_MS)
}

function wireOf(arena: Arena, link: number): number {
  const known = arena.i32[link + L.L_WIRE]!
  if (known !== 0) return known
  const wire = arena.alloc(G.WIRE_WORDS)
  arena.i32[link + L.L_WIRE] = wire
  arena.i32[wire + G.W_JITTER] = -1
  seedStream(arena.i32, wire + G.W_STREAM, [arena.i32[link + L.L_KEY]!, arena.i32[link + L.L_KEY + 1]!])
  return wire
}

/**
 * Sends a frame over a rough link, there or back; false when its message never arrives. The frame stands in the event
 * list by itself, as every message takes its own time.
 */
export function travel(machine: Machine, I: Int32Array, F: Float64Array, frame: number, isBack: boolean): boolean {
  const link = I[frame + L.LINK]!
  const request = I[frame + L.REQUEST]!
  const sendingMs = sendingMsOf(I, F, link, isBack ? broughtBack(I, frame) : broughtAlong(I, frame))
  let arrival = F[H.NOW]!
  if (sendingMs > 0) {
    const free = (I[link + L.L_WIRE]! >> 1) + (isBack ? G.W_FREE_BACK : G.W_FREE_OUT)
    arrival = Math.max(arrival, F[free]!) + sendingMs
    F[free] = arrival
  }
  const isLost = !drawHop(machine, I, F, request, link)
  arrival += F[H.SAMPLE]!
  if (request !== 0 && (I[request + L.R_FLAGS]! & L.TRACED) !== 0) {
    machine.recorder?.hop(machine, frame, F[H.NOW]!, arrival, isBack)
  }
  if (isLost) return false
  I[frame + L.FLAGS] = I[frame + L.FLAGS]! | L.APART
  F[(frame >> 1) + L.TIME] = arrival
  F[(frame >> 1) + L.SEQ] = F[H.SEQUENCE]!
  F[H.SEQUENCE]!++
  enqueue(I, F, frame)
  return true
}

/** Bytes of payload that a call has with it. */
export function broughtAlong(I: Int32Array, frame: number): number {
  const request = I[frame + L.REQUEST]!
  return request !== 0 && ((I[H.UPLOADS]! >>> I[frame + L.OPERATION]!) & 1) !== 0 ? I[request + L.R_BYTES]! : 0
}

/** Bytes of payload that a call's answer has with it. */
export function broughtBack(I: Int32Array, frame: number): number {
  const request = I[frame + L.REQUEST]!
  if (request === 0 || I[frame + L.ANSWER] !== O.OK) return 0
  return (((I[H.UPLOADS]! | I[H.BARE]!) >>> I[frame + L.OPERATION]!) & 1) === 0 ? I[request + L.R_BYTES]! : 0
}

/** How long a message with so many bytes of payload keeps a link busy, ms. */
export function sendingMsOf(I: Int32Array, F: Float64Array, link: number, payload: number): number {
  const wire = I[link + L.L_WIRE]!
  return link === 0 || wire === 0 ? 0 : (MESSAGE_BYTES + payload) * F[(wire >> 1) + G.W_PER_BYTE]!
}

/** Draws the time of one hop over a link, ms, at `f64[H.SAMPLE]`; false when the message is lost for good. */
export function drawHop(machine: Machine, I: Int32Array, F: Float64Array, request: number, link: number): boolean {
  const line = I[link + L.L_OUT]!
  const latencyMs = line === 0 ? 0 : F[(line >> 1) + L.D_DELAY]!
  const wire = I[link + L.L_WIRE]!
  let ms = latencyMs
  F[H.SAMPLE] = ms
  if ((I[link + L.L_FLAGS]! & L.ROUGH) === 0) return true
  let draw = 0
  if (request !== 0) draw = I[request + L.R_DRAWS]!++
  const law = I[wire + G.W_JITTER]!
  if (law >= 0) {
    drawFor(I, request, wire, { purpose: JITTER_PURPOSE, draw })
    sample(I, F, machine.program.constants, law)
    ms += F[H.SAMPLE]!
  }
  const loss = F[(wire >> 1) + G.W_LOSS]!
  let tries = 0
  if (loss > 0) {
    let waitMs = RETRANSMIT_MS + 2 * latencyMs
    for (; tries <= RETRANSMISSIONS_MAX; tries++) {
      drawFor(I, request, wire, { purpose: LOSS_PURPOSE + tries, draw })
      if (uniform(I) >= loss) break
      ms += waitMs
      waitMs = Math.min(2 * waitMs, RETRANSMIT_MAX_MS)
    }
  }
  F[H.SAMPLE] = ms
  return tries <= RETRANSMISSIONS_MAX
}

function drawFor(I: Int32Array, request: number, wire: number, at: { purpose: number; draw: number }): void {
  if (request === 0) nextWords(I, wire + G.W_STREAM)
  else drawWords(I, I[request + L.R_SEED]!, I[request + L.R_SEED + 1]!, at.purpose, at.draw)
}
