import type { KindWords } from '../kind.ts'
import { machineOptions } from '../machines.ts'

/** What people read about the gateway, in Korean. */
export const ko = {
  title: 'API 게이트웨이',
  summary: '인증하고, 처리율을 제한하고, 넘치는 요청을 버립니다',
  fields: {
    rateLimit: {
      label: '처리율 제한',
      help: '길게 보아 1초에 통과하는 요청 수로, 토큰 버킷이 차는 속도입니다. 상태 확인은 세지 않습니다.',
    },
    burst: {
      label: '버스트',
      help: '버킷에 담기는 토큰 수입니다. 한동안 조용했다면 제한을 넘어 이만큼이 한꺼번에 통과할 수 있습니다.',
    },
    overLimit: {
      label: '초과 요청',
      help:
        '토큰이 없을 때 요청을 어떻게 할지 정합니다. 거절하면 바로 실패하고, 지연하면 토큰을 기다려 뒤쪽 트래픽이 ' +
        '고르게 됩니다.',
    },
    delayedMax: {
      label: '최대 대기',
      help: '토큰을 동시에 기다릴 수 있는 요청 수입니다. 이를 넘으면 거절하고, 0이면 토큰이 없을 때 바로 거절합니다.',
    },
    concurrency: {
      label: '동시 처리',
      help: '응답할 때까지 동시에 맡을 수 있는 요청 수입니다. 이를 넘는 요청은 버립니다.',
    },
    reserved: {
      label: '예약 비율',
      help:
        '가장 낮은 우선순위가 쓸 수 없는 자리의 비율입니다. 가장 높은 우선순위는 모두 쓰고 그 사이는 고르게 늘어납니다. ' +
        '0이면 우선순위에 차이가 없습니다.',
    },
    authTime: {
      label: '인증 시간',
      help: '누가 요청했는지 확인하는 데 쓰는 코어 시간입니다. 거절되는 요청에도 듭니다.',
    },
    machine: {
      label: '머신 크기',
      help:
        '머신의 크기와 가격(가격표 기준)입니다. 목록에서 가장 큰 것이 수직 확장의 한계이며, 실행 중에 바꾸면 다시 ' +
        '시작됩니다.',
    },
    cores: {
      label: '코어',
      help: '게이트웨이 자신의 코어 수입니다. 모자라면 뒤에 닿기 전에 여기서 줄이 생깁니다.',
    },
    cpuTime: {
      label: 'CPU 시간',
      help: '인증 외에 요청 하나를 넘겨주는 데 드는 코어 시간입니다.',
    },
    addedLatency: {
      label: '추가 지연',
      help: 'CPU 시간 외에 게이트웨이에서 보내는 시간입니다. 요청을 늦추지만 코어를 차지하지는 않습니다.',
    },
  },
  options: { ...machineOptions('compute', 'ko'), reject: '거절', delay: '지연' },
  ports: { upstream: { label: '업스트림', verb: '다음으로 들여보냅니다:' } },
  gauges: {
    turnedDown: '돌려보낸 비율',
    limited: '처리율 제한',
    shed: '버림',
    inHand: '자리 사용률',
  },
  stations: { places: '자리', cores: 'CPU 코어', pace: '처리율 제한' },
} satisfies KindWords
