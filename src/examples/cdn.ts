/** An edge near the users, and the long way to the origin that it saves. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

/** Pictures of a shop: two hundred, the popular ones asked for most. */
const pictures = (rate: number) => ({
  load: 'rate' as const,
  rate,
  classes: [{ name: 'picture', operation: 'static' as const, share: 1, keys: 200, zipf: 0.8, bytes: 100_000 }],
})

const RELEASE = 'release edge at 60s'

export const cdn: Example = {
  slug: 'cdn',
  title: { en: 'A CDN near its users', ko: '사용자 가까이의 CDN' },
  summary: {
    en: 'Files come from an edge in 30 ms, and from the origin across the country in 120.',
    ko: '파일이 가까운 엣지에서는 30 ms, 대륙 건너 오리진에서는 120 ms에 옵니다.',
  },
  look: {
    en: 'Publish files and watch stale answers until you purge; then crash the first edge: only its users notice.',
    ko: '새 파일을 배포하고 퍼지할 때까지 오래된 응답을 보세요. 그다음 첫 엣지를 다운시키면 그쪽 사용자만 느려집니다.',
  },
  korean: {
    east: '미국 동부',
    west: '미국 서부',
    korea: '서울',
    users: '서부 사용자',
    readers: '서울 사용자',
    direct: 'CDN 없는 사용자',
    web: '오리진',
  },
  architecture: draw({
    name: 'A CDN near its users',
    latencyMs: 300,
    boxes: {
      west: { kind: 'region', name: 'US West', at: [0, 0], size: [280, 300], config: { location: 'us-west' } },
      korea: { kind: 'region', name: 'Seoul', at: [0, 340], size: [280, 160], config: { location: 'seoul' } },
      east: { kind: 'region', name: 'US East', at: [680, 60], size: [280, 160], config: { location: 'us-east' } },
      direct: { kind: 'client', name: 'Users without CDN', at: [30, 60], parent: 'west', config: pictures(10) },
      users: { kind: 'client', name: 'Users in the west', at: [30, 180], parent: 'west', config: pictures(40) },
      readers: { kind: 'client', name: 'Users in Seoul', at: [30, 60], parent: 'korea', config: pictures(40) },
      edge: { kind: 'cdn', name: 'CDN', at: [400, 260] },
      web: {
        kind: 'server',
        name: 'Origin',
        at: [30, 60],
        parent: 'east',
        config: { staticCpuTime: { law: 'lognormal', mean: 40, cv: 0.3 }, machine: 'm7g.2xlarge' },
      },
    },
    arrows: [
      { from: 'users', to: 'edge', port: 'edge' },
      { from: 'readers', to: 'edge', port: 'edge' },
      { from: 'edge', to: 'web' },
      { from: 'users', to: 'web' },
      { from: 'readers', to: 'web' },
      { from: 'direct', to: 'web' },
    ],
  }),
  claims: [
    {
      id: 'warm-edge',
      says: {
        en: 'A warm edge answers in about 30 ms.',
        ko: '사본이 채워진 엣지는 30 ms 안팎에 응답합니다.',
      },
      under: { duration: '400s', 'warm-up': '300s' },
      measure: { path: 'components.users.latencyMs.mean' },
      atMost: 32,
      because: 'Last mile 12 ms, to the edge and back 15 ms, and 3.4 ms there; a few pictures are still missing.',
      counter: { set: ['edge.ttlMs=1ms'] },
    },
    {
      id: 'origin-is-far',
      says: {
        en: 'Without it, the same users wait for about 120 ms.',
        ko: '엣지가 없으면 같은 곳의 사용자가 120 ms쯤 기다립니다.',
      },
      under: { duration: '120s', 'warm-up': '20s' },
      measure: { path: 'components.direct.latencyMs.mean' },
      atLeast: 115,
      because: 'Last mile 12 ms, from coast to coast and back 67 ms, and 40 ms of work: 119 ms.',
      counter: { set: ['east.location=us-west'] },
    },
    {
      id: 'first-misses',
      says: {
        en: 'Who asks first pays for both: the way to the edge and the way to the origin.',
        ko: '처음 찾는 사람은 엣지까지와 오리진까지의 길을 모두 치릅니다.',
      },
      under: { duration: '20s', 'warm-up': '0s' },
      measure: { path: 'components.users.latencyMs.max' },
      atLeast: 134,
      because: 'Last mile 12 ms, to the edge and back 15 ms, then 67 ms and 40 ms of work: 134 ms and more.',
      counter: { duration: '2000s', 'warm-up': '1980s' },
    },
    {
      id: 'purge',
      says: {
        en: 'After a release, a purge ends old copies within seconds.',
        ko: '배포 뒤 퍼지하면 옛 사본이 몇 초 안에 사라집니다.',
      },
      under: { fault: [RELEASE, 'purge edge at 60s'], duration: '160s', 'warm-up': '60s' },
      measure: { path: 'components.edge.gauges.staleShare' },
      atMost: 0.2,
      because: 'Half of all purges arrive within 4 s, 99 of 100 within 16 s: at most 16 of 100 s, and some misses.',
      counter: { fault: [RELEASE], instead: true },
    },
    {
      id: 'versioned',
      says: {
        en: 'Where file names carry the version, nothing is ever stale.',
        ko: '파일 이름에 버전이 들어 있으면 오래된 것이 나가지 않습니다.',
      },
      under: { set: ['edge.urls=versioned'], fault: [RELEASE], duration: '160s', 'warm-up': '60s' },
      measure: { path: 'components.edge.gauges.staleShare' },
      atMost: 0,
      because: 'A new version has a key of its own, so what is kept under the old one is never asked for.',
      counter: { set: ['edge.urls=plain'] },
    },
    {
      id: 'edge-lost',
      says: {
        en: 'An edge that dies leaves its users the origin: 999 of 1,000 are served all the same.',
        ko: '엣지가 죽으면 사용자는 오리진으로 갑니다. 1,000명 중 999명은 그대로 처리됩니다.',
      },
      under: { fault: ['crash edge at 60s'], duration: '160s', 'warm-up': '60s' },
      measure: { path: 'components.users.outcomes.ok', over: 'components.users.ended' },
      atLeast: 0.999,
      because: 'Everything comes to 90 a second × 40 ms: 3.6 of eight cores. Two cores would be asked for twice that.',
      counter: { set: ['web.machine=m7g.large'] },
    },
    {
      id: 'others-stay',
      says: {
        en: 'Users of the other edge do not notice.',
        ko: '다른 엣지의 사용자는 알아채지 못합니다.',
      },
      under: { fault: ['crash edge#1 at 300s'], duration: '400s', 'warm-up': '300s' },
      measure: { path: 'components.users.latencyMs.mean' },
      atMost: 32,
      because: 'The first edge is that of Seoul; the one in the west goes on from its copies, in 30.4 ms.',
      counter: { fault: ['crash edge#2 at 300s'], instead: true },
    },
    {
      id: 'price',
      says: {
        en: 'With files of 100 kB, a GB from the edge costs little more than one from servers.',
        ko: '100 kB짜리 파일이면 엣지에서 나가는 1 GB의 값이 서버에서 나가는 것과 비슷합니다.',
      },
      under: { set: ['direct.rate=80'], duration: '120s', 'warm-up': '20s' },
      measure: { path: 'cost.byComponent.edge.perHourUsd', over: 'cost.byComponent.web.transferUsd' },
      atMost: 1.1,
      because: 'As much is sent either way: 0.085 USD a GB and 0.01 for its 10,000 requests, against 0.09.',
      counter: {
        set: [
          'direct.classes=[{"name":"icon","operation":"static","share":1,"keys":200,"zipf":0.8,"bytes":2000}]',
          'users.classes=[{"name":"icon","operation":"static","share":1,"keys":200,"zipf":0.8,"bytes":2000}]',
          'readers.classes=[{"name":"icon","operation":"static","share":1,"keys":200,"zipf":0.8,"bytes":2000}]',
        ],
      },
    },
  ],
}
