import type { KindWords } from '../kind.ts'

/** What people read about the tier, in Korean. */
export const ko = {
  title: '티어',
  summary: '오토 스케일링 그룹. 부하에 맞춰 인스턴스 수가 바뀝니다',
  fields: {
    minInstances: {
      label: '최소 인스턴스',
      help: '안에 있는 서버나 워커마다 유지하는 가장 적은 인스턴스 수입니다.',
    },
    maxInstances: {
      label: '최대 인스턴스',
      help: '안에 있는 서버나 워커마다 늘릴 수 있는 가장 많은 인스턴스 수입니다. 비용과 처리량의 한계가 됩니다.',
    },
    metric: {
      label: '기준 지표',
      help: '목표 근처로 유지할 지표입니다. 코어 평균 사용률, 인스턴스당 초당 요청 수, 워커당 큐 메시지 수 가운데 고릅니다.',
    },
    targetUtilization: {
      label: '목표 사용률',
      help: '코어의 평균 사용률입니다. 낮을수록 비싸지만, 새 인스턴스가 뜨는 몇 분을 버틸 여유가 생깁니다.',
    },
    targetRequests: {
      label: '목표 요청률',
      help: '인스턴스 하나가 받아야 할 초당 요청 수입니다. 상태 확인은 세지 않습니다.',
    },
    targetBacklog: {
      label: '목표 백로그',
      help: '워커 하나당 기다려도 되는 메시지 수입니다. 허용하는 지연을 작업 하나의 시간으로 나눈 값입니다.',
    },
    periodMs: {
      label: '지표 주기',
      help: '지표를 보는 간격입니다. 지난번에 본 뒤의 평균을 보고, 백로그는 그 순간의 값을 봅니다.',
    },
    datapointsOut: {
      label: '확장 데이터 포인트',
      help: '연속으로 이만큼 목표를 넘어야 인스턴스를 늘립니다.',
    },
    datapointsIn: {
      label: '축소 데이터 포인트',
      help: '연속으로 이만큼 목표보다 낮아야 인스턴스를 줄입니다.',
    },
    toleranceOut: {
      label: '초과 허용 폭',
      help: '목표를 이 비율까지 넘어도 아무것도 하지 않습니다. 쿠버네티스는 10%입니다.',
    },
    toleranceIn: {
      label: '미달 허용 폭',
      help: '목표에 이 비율까지 못 미쳐도 아무것도 하지 않습니다.',
    },
    bootTime: {
      label: '부팅 시간',
      help: '인스턴스를 시작해 운영 체제가 뜰 때까지 걸리는 시간입니다. 비용은 시작할 때부터 듭니다.',
    },
    startTime: {
      label: '기동 시간',
      help: '부팅한 뒤 프로그램이 요청을 받기까지 걸리는 시간입니다.',
    },
    warmUpMs: {
      label: '워밍업',
      help: '새 인스턴스는 바로 요청을 받지만, 이 동안은 지표에 넣지 않고 인스턴스를 줄이지도 않습니다.',
    },
    coolDownMs: {
      label: '쿨다운',
      help: '시작하거나 수를 바꾼 뒤 이 시간 동안은 인스턴스를 줄이지 않습니다.',
    },
    drainMs: {
      label: '드레인 시간',
      help:
        '줄어드는 인스턴스는 새 요청을 받지 않고, 처리 중인 요청을 이 시간 안에 끝냅니다. 그 뒤에는 멈추고 남은 ' +
        '요청은 끊깁니다.',
    },
  },
  options: { cpu: 'CPU 사용률', requests: '인스턴스당 요청 수', backlog: '워커당 백로그' },
  ports: {},
  gauges: {},
} satisfies KindWords
