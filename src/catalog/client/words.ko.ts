import type { KindWords } from '../kind.ts'

/** What people read about the client, in Korean. */
export const ko = {
  title: '클라이언트',
  summary: '요청을 보내고 응답을 기다리는 사용자',
  fields: {
    users: {
      label: '사용자 수',
      help:
        '하루에 시스템을 쓰는 사람 수입니다. 아래 두 항목과 곱해져 초당 요청 수가 됩니다. 한 명이면 요청이 ' +
        '드문드문 오지만, 계속 늘리면 어떤 설계든 스레드나 코어, 연결 가운데 하나가 먼저 바닥납니다.',
    },
    requestsPerUserPerDay: {
      label: '사용자당 요청',
      help: '사용자 한 명이 하루에 보내는 요청 수입니다. 두 배로 늘리면 사용자가 두 배가 된 것과 같은 부하가 걸립니다.',
    },
    peakFactor: {
      label: '피크 배율',
      help:
        '가장 붐비는 시간대가 하루 평균보다 몇 배 바쁜지 나타냅니다. 1이면 평균적인 순간을 보여 줍니다. 시스템 ' +
        '용량은 피크에 맞춰 잡습니다.',
    },
    arrivals: {
      label: '도착 방식',
      help:
        '포아송은 사용자가 서로 무관하게 움직이는 경우로, 요청이 우연히 몰려 여유가 있어도 줄이 생깁니다. 균일은 ' +
        '간격이 일정해 대기가 가장 적습니다.',
    },
    access: {
      label: '접속망',
      help:
        '사용자와 인터넷 사이의 마지막 구간입니다. 사용자와 주고받을 때마다 왕복 시간이 더해지며, 광인터넷이 가장 ' +
        '짧고 4G가 가장 깁니다.',
    },
    classes: {
      label: '요청 종류',
      help:
        '어떤 요청이 오는지 정합니다. 종류마다 동작, 비중, 키 개수, 지프(Zipf) 지수가 있습니다. 지수가 0이면 모든 ' +
        '키가 고르게 쓰여 캐시 효과가 작고, 1에 가까우면 소수의 키에 요청이 몰립니다.',
    },
  },
  options: {
    poisson: '포아송',
    constant: '균일',
    fiber: '광인터넷',
    cable: '케이블',
    '5g': '5G',
    '4g': '4G',
    static: '정적 파일',
    read: '읽기',
    write: '쓰기',
    job: '작업',
  },
  ports: {
    resolver: { label: '이름 조회', verb: '주소 조회' },
    edge: { label: '엣지', verb: '정적 파일 요청' },
    entry: { label: '진입점', verb: '요청 전송' },
  },
  gauges: { offered: '들어온 요청', failedShare: '실패율' },
} satisfies KindWords
