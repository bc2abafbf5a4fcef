/** One large machine, and several small ones that add up to the same, before the same crowd. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

/** A tenth of a second of a core: a report that is drawn up anew each time. */
const report = { cpuTime: { law: 'lognormal', mean: 100, cv: 0.6 } } as const
const readers = {
  load: 'rate',
  rate: 100,
  classes: [{ name: 'report', operation: 'read', share: 1, keys: 10_000, zipf: 0.8 }],
} as const
const patient = { timeoutMs: 10_000 }

export const scaleUpVsOut: Example = {
  slug: 'scale-up-vs-out',
  title: { en: 'One large machine or four small ones', ko: '큰 서버 한 대와 작은 서버 네 대' },
  summary: {
    en: 'Sixteen cores for the same money: in one machine that ends somewhere, or in four of which one may die.',
    ko: '같은 값의 코어 16개: 한계가 있는 서버 한 대이거나, 한 대쯤 죽어도 되는 네 대입니다.',
  },
  look: {
    en: 'While it runs, give the large machine another size: it is gone for a minute. Then resize the small ones.',
    ko: '실행 중에 큰 서버의 크기를 바꾸면 1분간 사라집니다. 작은 서버들의 크기도 바꿔 비교해 보세요.',
  },
  korean: {
    above: '큰 서버 사용자',
    big: '큰 서버',
    beside: '작은 서버 사용자',
    balancer: '로드 밸런서',
    small: '작은 서버들',
  },
  architecture: draw({
    name: 'One large machine or four small ones',
    latencyMs: 1_000,
    boxes: {
      above: { kind: 'client', name: 'Users of the large', at: [0, 40], config: readers },
      big: {
        kind: 'server',
        name: 'Large machine',
        at: [560, 40],
        config: { ...report, machine: 'm7g.4xlarge', public: true },
      },
      beside: { kind: 'client', name: 'Users of the small', at: [0, 240], config: readers },
      balancer: {
        kind: 'load-balancer',
        name: 'Load balancer',
        at: [280, 240],
        config: { healthIntervalMs: 2_000, healthTimeoutMs: 1_000, healthyThreshold: 2 },
      },
      small: {
        kind: 'server',
        name: 'Small machines',
        at: [560, 240],
        config: { ...report, machine: 'm7g.xlarge', instances: 4, public: false },
      },
    },
    arrows: [
      { from: 'above', to: 'big', config: patient },
      { from: 'beside', to: 'balancer', config: patient },
      { from: 'balancer', to: 'small', config: patient },
    ],
  }),
  claims: [
    {
      id: 'survives',
      says: {
        en: 'One of four machines dies for a minute, and 97 of 100 requests of that minute are served.',
        ko: '네 대 중 한 대가 1분간 죽어도 그동안 요청 100개 중 97개는 처리됩니다.',
      },
      under: { fault: ['crash small#2 at 20s for 60s'], duration: '80s', 'warm-up': '20s' },
      measure: { path: 'components.beside.outcomes.ok', over: 'components.beside.ended' },
      atLeast: 0.97,
      because:
        'Until two checks have failed, at most 4 s of 60, a quarter of the requests are lost: 1.7 %. Three machines ' +
        'are busy for 100 a second × 0.1 s ÷ 12 cores, five sixths of the time.',
      counter: { set: ['small.instances=1', 'small.machine=m7g.4xlarge'], fault: ['crash small'], instead: true },
    },
    {
      id: 'resize',
      says: {
        en: 'Four machines become larger one after the other, and 96 of 100 requests are served meanwhile.',
        ko: '네 대의 크기를 한 대씩 차례로 바꾸는 동안에도 요청 100개 중 96개는 처리됩니다.',
      },
      under: { set: ['small.machine=m7g.2xlarge at 20s'], duration: '260s', 'warm-up': '20s' },
      measure: { path: 'components.beside.outcomes.ok', over: 'components.beside.ended' },
      atLeast: 0.96,
      because:
        'Each is away for 56 s, and up to 4 s of them unnoticed: a quarter of the requests of 4 × 4 s in 240 s are ' +
        '1.7 %. One machine alone would be away for 56 s of 240, a quarter of the time.',
      counter: { set: ['small.instances=1'] },
    },
    {
      id: 'no-ceiling',
      says: {
        en: 'Twenty times the load is a matter of more small machines.',
        ko: '부하가 스무 배가 되어도 작은 서버를 더 놓으면 됩니다.',
      },
      under: { set: ['beside.rate=2000', 'small.instances=75'], duration: '30s', 'warm-up': '10s' },
      measure: { path: 'components.beside.outcomes.ok', over: 'components.beside.ended' },
      atLeast: 0.999,
      because:
        '2,000 a second × 0.1 s are 200 cores. The largest machine of the price list has 192; 75 small ones have 300.',
      counter: { set: ['small.instances=1', 'small.machine=m7i.48xlarge'] },
    },
    {
      id: 'same-price',
      says: {
        en: 'Four small machines cost no more than one of four times their size: what comes on top is the balancer.',
        ko: '작은 서버 네 대의 값은 네 배 큰 한 대와 같고, 더 드는 것은 로드 밸런서뿐입니다.',
      },
      under: { duration: '30s' },
      measure: { path: 'cost.byComponent.small.hoursUsd', over: 'cost.byComponent.big.hoursUsd' },
      atMost: 1.0001,
      because: 'Prices of a series go by the core: 4 × 0.1632 USD an hour are 0.6528 USD.',
      counter: { set: ['small.instances=5'] },
    },
  ],
}
