import type { KindWords } from '../kind.ts'

/** What people read about the host, in Korean. */
export const ko = {
  title: '호스트',
  summary: '여러 컴포넌트가 함께 쓰는 머신 한 대',
  fields: {
    cores: {
      label: '코어 수',
      help:
        '이 머신에 있는 컴포넌트가 각자의 코어 대신 함께 쓰는 코어 수입니다. 모자라면 바쁜 데이터베이스가 옆의 ' +
        '서버까지 느리게 만듭니다.',
    },
  },
  ports: {},
  gauges: {},
  stations: { cores: 'CPU 코어' },
} satisfies KindWords
