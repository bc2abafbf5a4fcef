import type { Translated } from './translated.ts'
import type { en } from './trust.en.ts'

/** Words of the page on how far to trust the app, in Korean. */
export const ko: Translated<typeof en> = {
  title: '어디까지 믿을 수 있나',
  table: '답이 알려진 사례',
  kind: '대상',
  given: '사례',
  passing: '통과',
  failing: '실패',
  outOfScope: '범위 밖',
  notYet: '아직',
  all: '전체',
  kinds: {
    queueing: '큐와 서버',
    'load-balancing': '로드 밸런싱',
    reliability: '재시도, 고장, 과부하',
    'cache-trace': '캐시(기록된 트래픽)',
    'cache-model': '캐시(모델)',
    hashing: '해싱과 샤딩',
    database: '데이터베이스',
    'dns-cdn': 'DNS와 CDN',
    messaging: '메시징',
    methodology: '실행의 통계',
    golden: '전체 시스템',
  },
}
