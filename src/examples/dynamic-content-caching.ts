/** Pages that are made for each request, kept at the edge for a while: how often that helps depends on the key. */
import { draw } from './draw.ts'
import type { Example } from './example.ts'

const under = { duration: '160s', 'warm-up': '60s' } as const
const HIT_RATIO = { path: 'components.edge.gauges.hitRatio' }

export const dynamicContentCaching: Example = {
  slug: 'dynamic-content-caching',
  title: { en: 'Caching dynamic content', ko: '동적 콘텐츠 캐싱' },
  summary: {
    en: 'Pages from the database are kept at the edge for ten seconds; the wider the cache key, the fewer hits.',
    ko: '데이터베이스에서 만든 페이지를 엣지가 10초 동안 보관합니다. 캐시 키가 넓을수록 적중이 줄어듭니다.',
  },
  look: {
    en: 'Set the cache key to query, header and cookie in turn, and watch the hit ratio and the servers.',
    ko: '캐시 키를 쿼리, 헤더, 쿠키로 차례로 바꾸며 적중률과 서버를 보세요.',
  },
  korean: { users: '사용자', web: '웹 서버', db: '데이터베이스' },
  architecture: draw({
    name: 'Caching dynamic content',
    latencyMs: 300,
    boxes: {
      users: {
        kind: 'client',
        name: 'Users',
        at: [0, 120],
        config: {
          load: 'rate',
          rate: 200,
          classes: [
            { name: 'page', operation: 'read', share: 0.95, keys: 500, zipf: 0.8 },
            { name: 'comment', operation: 'write', share: 0.05, keys: 500, zipf: 0.8 },
          ],
        },
      },
      edge: { kind: 'cdn', name: 'CDN', at: [280, 0], config: { dynamic: true } },
      web: { kind: 'server', name: 'Web server', at: [560, 120], config: { machine: 'm7g.xlarge' } },
      db: { kind: 'database', name: 'Database', at: [840, 120] },
    },
    arrows: [
      { from: 'users', to: 'edge', port: 'edge' },
      { from: 'users', to: 'web' },
      { from: 'edge', to: 'web' },
      { from: 'web', to: 'db' },
    ],
  }),
  claims: [
    {
      id: 'by-path',
      says: {
        en: 'By path alone, four of five reads are answered from the edge.',
        ko: '경로로만 구별하면 읽기 다섯 개 중 네 개를 엣지가 응답합니다.',
      },
      under,
      measure: HIT_RATIO,
      atLeast: 0.8,
      because:
        'A copy that is kept for T hits λT of 1 + λT times; over 500 pages, Zipf 0.8, 190 reads a second: 0.824.',
      counter: { set: ['edge.cacheKey=query'] },
    },
    {
      id: 'by-query',
      says: {
        en: 'With twenty query strings in the key, it is one of three.',
        ko: '키에 쿼리 문자열 스무 가지를 넣으면 세 개 중 하나로 줄어듭니다.',
      },
      under: { ...under, set: ['edge.cacheKey=query', 'edge.variants=20'] },
      measure: HIT_RATIO,
      atMost: 0.36,
      because: 'Each copy is asked for a twentieth as often: by the same sum 0.348.',
      counter: { set: ['edge.variants=1'] },
    },
    {
      id: 'by-cookie',
      says: {
        en: 'With a cookie in the key, two hundred users hardly ever find a copy.',
        ko: '키에 쿠키를 넣으면 사용자 200명이 사본을 거의 찾지 못합니다.',
      },
      under: { ...under, set: ['edge.cacheKey=cookie'] },
      measure: HIT_RATIO,
      atMost: 0.105,
      because: 'Each copy is one user’s own: asked for two hundred times less often, 0.092 of all reads.',
      counter: { set: ['edge.cacheKey=header', 'edge.variants=20'] },
    },
    {
      id: 'age',
      says: {
        en: 'Kept for one second, no more than six of a hundred answers are out of date.',
        ko: '1초만 보관하면 오래된 응답이 100개 중 여섯 개를 넘지 않습니다.',
      },
      under: { ...under, set: ['edge.dynamicTtlMs=1s'] },
      measure: { path: 'components.edge.gauges.staleShare' },
      atMost: 0.06,
      because: 'A copy of age a is outdated with 1 − exp(−µa); with ten writes a second, over all pages: 0.047.',
      counter: { set: ['edge.dynamicTtlMs=60s'] },
    },
    {
      id: 'origin-spared',
      says: {
        en: 'The servers are asked for a quarter of what users ask.',
        ko: '서버가 받는 것은 사용자 요청의 4분의 1입니다.',
      },
      under,
      measure: { path: 'components.web.arrivals', over: 'endToEnd.arrivals' },
      atMost: 0.25,
      because:
        'All writes, 0.05, and the reads that miss: 0.95 × 0.18 = 0.17. What waits for a fetch asks for nothing.',
      counter: { set: ['edge.dynamic=false'] },
    },
  ],
}
