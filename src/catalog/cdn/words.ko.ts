import type { KindWords } from '../kind.ts'

/** What people read about the CDN, in Korean. */
export const ko = {
  title: 'CDN',
  summary: '정적 파일을 사용자 가까이에서 응답합니다',
  fields: {
    capacity: {
      label: '용량',
      help:
        '엣지가 보관하는 객체의 최대 개수입니다. 찾는 객체보다 적으면 다시 쓸 것까지 밀려나고, 그만큼 오리진으로 ' +
        '요청이 갑니다.',
    },
    ttlMs: {
      label: 'TTL(유효 시간)',
      help:
        '객체를 다시 가져오기 전까지 그대로 응답하는 시간입니다. 짧으면 오리진에 자주 묻고, 길면 거의 묻지 ' +
        '않습니다.',
    },
    serviceTime: {
      label: '처리 시간',
      help: '적중이든 미스든 엣지가 요청 하나를 처리하는 시간입니다. 엣지를 거치는 모든 요청에 더해집니다.',
    },
    coalesce: {
      label: '미스 병합',
      help:
        '켜면 이미 가져오는 중인 객체를 찾는 요청은 그 한 번의 응답을 함께 기다립니다. 끄면 미스마다 오리진에 따로 ' +
        '요청합니다.',
    },
  },
  ports: {
    origin: { label: '오리진', verb: '원본 요청' },
  },
  gauges: { hitRatio: '적중률', entries: '보관 객체' },
} satisfies KindWords
