/** 속성 창의 문장. The words of the inspector, in Korean. */
import type { en } from './inspector.en.ts'
import type { Translated } from './translated.ts'

export const ko: Translated<typeof en> = {
  title: '속성', name: '이름', kind: '종류', breakIt: '고장 내기', fields: '설정', more: '설정 더 보기', less: '설정 덜 보기',
  about: '이 종류에 대하여', deleteIt: '삭제', reset: '기본값({{value}})으로', changed: '변경됨',
  default: '기본값 {{value}}', defaultIs: '기본값은 {{value}}입니다.', source: '출처: {{title}}', assumption: '가정', readOn: '확인 {{date}}',
  explain: '{{field}} 설명', unset: '모델에 따름', setIt: '값 정하기', leaveIt: '모델에 맡기기', slider: '{{field}} 슬라이더',
  unitMs: '시간', unit: { perDay: '하루당', factor: '배', ratio: '%', count: '' },
  on: '켬', off: '끔',
  errors: {
    notANumber: '“{{text}}”은(는) 숫자가 아닙니다. 예: {{example}}', tooSmall: '{{text}}은(는) 너무 작습니다. {{min}} 이상이어야 합니다.',
    tooLarge: '{{text}}은(는) 너무 큽니다. {{max}} 이하여야 합니다.', notWhole: '{{text}}은(는) 정수가 아닙니다.',
    kept: '지금은 {{value}}이(가) 적용됩니다.', nameEmpty: '이름을 한 글자 이상 적어 주세요.', classTwice: '같은 이름의 클래스가 있습니다.',
    shares: '비중이 0보다 큰 클래스가 하나는 있어야 합니다.',
  },
  law: '분포', mean: '평균', cv: '변동 계수', cvHelp: '표준편차를 평균으로 나눈 값: 0이면 늘 같고, 1이면 우연만큼 들쭉날쭉합니다.',
  laws: {
    constant: '일정', exponential: '지수', lognormal: '로그 정규', gamma: '감마', pareto: '파레토(상한 있음)', uniform: '균등',
  },
  density: '분포 모양: {{law}}, 평균 {{mean}}',
  classes: {
    name: '클래스', operation: '하는 일', share: '비중', keys: '서로 다른 키', zipf: '인기 쏠림 (Zipf)', add: '클래스 추가',
    remove: '{{name}} 삭제', new: '클래스 {{number}}', of: '전체의 {{share}}',
    zipfHelp: '0: 모든 키가 같은 빈도로 요청됩니다. 1: 가장 인기 있는 키가 10위 키보다 열 배 자주 요청됩니다.',
    operations: { static: '정적 파일', read: '읽기', write: '쓰기', job: '백그라운드 작업' },
  },
  connection: {
    title: '연결', from: '보내는 쪽', to: '받는 쪽', as: '역할', go: '{{name}} 선택', reverse: '방향 뒤집기', pulled: '{{callee}}이(가) 스스로 작업을 가져갑니다',
    replication: '쓰기 로그가 이 방향으로 흐릅니다', calls: '{{caller}}이(가) 호출하고 응답을 기다립니다',
  },
  group: { members: '안에 있는 것', none: '구성 요소를 이 안에 놓으면 들어갑니다.' },
  connections: { title: '연결', none: '아직 연결이 없습니다.', out: '호출함', in: '호출받음', connect: '연결하기…' },
  many: { title: '{{count}}개 선택됨', align: '맞추기', delete: '모두 삭제', duplicate: '복제' },
  design: {
    title: '설계', components_one: '구성 요소 1개', components_other: '구성 요소 {{count}}개', connections_one: '연결 1개',
    connections_other: '연결 {{count}}개', objectives: '목표', latency: '응답 시간 목표', errors: '허용 실패율',
    latencyHelp: '이보다 느린 요청은 “왜?”에서 느린 요청으로 셉니다.', errorsHelp: '받아들일 수 있는 실패 요청의 비율입니다.',
    next: '다음에 해 볼 일', problems: '살펴볼 점',
    nextEmpty: '팔레트에서 클라이언트와 서버를 추가하고 연결하세요. 그것만으로도 돌아갑니다.',
    nextSelect: '구성 요소를 선택하면 모든 것을 보고 바꿀 수 있습니다.',
    nextBreak: '고장을 내 보세요. 선택한 뒤 고장 버튼을 누르면 됩니다.',
    nextUsers: '무언가 무너질 때까지 사용자 슬라이더를 오른쪽으로 끌고 “왜?”를 눌러 보세요.',
    nextExport: 'Mermaid로 내보내기로 다이어그램을 가져가세요.',
  },
}
