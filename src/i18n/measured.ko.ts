import type { Translated } from './translated.ts'
import type { en } from './measured.en.ts'

/** Words of the measured run, in Korean. */
export const ko: Translated<typeof en> = {
  title: '측정 실행',
  hint: '이 설계를 시드만 바꿔 가며 여러 번 실행하고 각 수치가 얼마나 확실한지 보여 줍니다. 화면의 실행은 그동안 계속됩니다.',
  replications: '실행 횟수',
  duration: '실행 길이',
  warmUp: '측정하지 않는 준비 시간',
  tooShort: '측정할 시간이 없습니다. 준비 시간은 실행 길이보다 짧아야 합니다.',
  start: '측정',
  again: '다시 측정',
  stop: '멈춤',
  progress: '진행',
  progressOf: '{{planned}}회 중 {{finished}}회 끝남',
  done: '{{runs}}회 실행(시드 {{first}}~{{last}}), 매번 준비 시간 {{warmUp}} 뒤 {{duration}} 동안 측정했습니다.',
  interval:
    '평균 ± 95 % 신뢰 구간의 절반(스튜던트 t): 스무 번 중 열아홉 번은 참 평균이 이 구간에 있습니다. ' +
    '횟수를 네 배로 늘리면 폭이 절반쯤으로 줄어듭니다.',
  stopped: '계획한 {{planned}}회보다 일찍 멈췄습니다.',
  stoppedTooEarly: '두 번을 마치기 전에 멈췄습니다. 값이 얼마나 확실한지 말하기에 너무 적습니다.',
  edited: '측정한 뒤 설계가 바뀌었습니다.',
  refused: '아직 실행할 수 없는 설계입니다: {{problem}}',
  crashed: 'Millrace 자체가 고장 났습니다: {{message}}. 설계는 안전합니다.',
  table: '측정 실행 결과',
  figure: '수치',
  mean: '평균 ± 오차',
  deviation: '표준 편차',
  theory: '이론값',
  endToEnd: '전체(사용자 기준)',
  copy: 'CSV로 복사',
  copied: '복사함',
  figures: {
    offered: '들어온 요청',
    throughput: '끝난 요청',
    goodput: '정상 응답',
    failedShare: '실패율',
    latencyMean: '평균 지연',
    latencyP50: 'p50 지연',
    latencyP95: 'p95 지연',
    latencyP99: 'p99 지연',
    utilization: '사용률',
  },
}
