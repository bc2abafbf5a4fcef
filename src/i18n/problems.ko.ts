/** 입력이나 설계에 무엇이 잘못되었는지를 한국어로: 무엇이 발견되었고, 어디이며, 어떻게 하면 되는지. */
import type { ProblemSentences } from './sentence.ts'

export const problems: ProblemSentences = {
  placeNamed: '{{where}} (‘{{name}}’)',
  moreProblems: '이 밖에 문제가 {{count}}개 더 있습니다. 앞의 것부터 고치고 다시 시도하세요.',

  // 문서 전체.
  notADocument: '설계는 구성 요소와 연결을 담은 객체여야 합니다. 발견된 값: {{found}}.',
  versionMissing: 'Millrace 설계의 버전이 적혀 있지 않습니다. 설계 파일이 맞다면 "version": {{known}}을 추가하세요.',
  versionUnknown: '설계 버전 {{found}}: 알 수 없는 버전입니다. 이 앱은 버전 {{known}}을 읽습니다.',
  versionNewer:
    '더 새로운 Millrace에서 만든 설계입니다(버전 {{found}}). 이 앱은 버전 {{known}}까지 읽습니다. 새 버전의 앱에서 여세요.',

  // 어떤 자리의 값.
  expectedObject: '{{place}}: 중괄호로 묶은 객체가 와야 합니다. 발견된 값: {{found}}.',
  expectedList: '{{place}}: 대괄호로 묶은 목록이 와야 합니다. 발견된 값: {{found}}.',
  expectedText: '{{place}}: 따옴표로 묶은 글자가 와야 합니다. 발견된 값: {{found}}.',
  expectedNumber: '{{place}}: 숫자가 와야 합니다. 발견된 값: {{found}}.',
  expectedWhole: '{{place}}: 정수가 와야 합니다. 발견된 값: {{found}}.',
  expectedFlag: '{{place}}: true 또는 false가 와야 합니다. 발견된 값: {{found}}.',
  outOfRange: '{{place}}: {{min}}부터 {{max}}까지의 숫자가 와야 합니다. 발견된 값: {{found}}.',
  tooMany: '{{place}}: 최대 {{max}}개까지 담을 수 있습니다. 발견된 수: {{found}}.',
  textTooLong: '{{place}}: 최대 {{max}}자까지 쓸 수 있습니다. 현재 {{found}}자입니다.',
  textEmpty: '{{place}}: 비어 있습니다. 글자를 넣어 주세요.',
  unknownKey: '{{place}}: 여기에서 {{found}} 항목은 의미가 없습니다. 쓸 수 있는 항목: {{known}}.',
  unknownKeyNear: '{{place}}: 여기에서 {{found}} 항목은 의미가 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  unknownOption: '{{place}}: {{found}} 값은 고를 수 없습니다. 고를 수 있는 값: {{known}}.',
  unknownOptionNear: '{{place}}: {{found}} 값은 고를 수 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',

  // 구성 요소.
  badId: '{{place}}: {{found}} 값은 id로 쓸 수 없습니다. 글자, 숫자, ‘-’, ‘_’만 쓰세요.',
  idTwice: '{{place}}: {{found}} id는 이미 쓰이고 있습니다. 서로 다른 id를 붙여 주세요.',
  unknownKind: '{{place}}: {{found}} 종류는 없습니다. 쓸 수 있는 종류: {{known}}.',
  unknownKindNear: '{{place}}: {{found}} 종류는 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  unknownParent: '{{place}}: {{found}} 그룹이 없습니다. 있는 id: {{known}}.',
  unknownParentNear: '{{place}}: {{found}} 그룹이 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  parentNotGroup:
    '{{place}}: {{found}} 항목은 그룹이 아니라 구성 요소({{kind}})입니다. 리전과 호스트만 다른 것을 담을 수 있습니다.',
  parentCircle: '{{place}}: 그룹을 따라가면 다시 제자리로 돌아옵니다. 둘 중 하나를 밖으로 꺼내세요.',
  noClasses: '{{place}}: 클라이언트에는 요청 종류가 하나 이상 필요합니다.',
  classTwice: '{{place}}: 이름이 {{found}}인 요청 종류가 둘 있습니다. 서로 다른 이름을 붙여 주세요.',
  noPoints: '{{place}}: 점이 하나는 있어야 합니다.',
  pointsOrder: '{{place}}: 앞의 점보다 이른 시각입니다.',
  noShares: '{{place}}: 모든 비율이 0이어서 보낼 요청이 없습니다. 하나 이상의 비율을 정해 주세요.',

  // 연결.
  unknownEnd: '{{place}}: {{found}} 구성 요소가 없습니다. 있는 id: {{known}}.',
  unknownEndNear: '{{place}}: {{found}} 구성 요소가 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  endIsGroup: '{{place}}: {{found}} 항목은 그룹({{kind}})입니다. 그 안에 있는 것을 연결하세요.',
  selfConnection: '{{place}}: 양 끝이 같은 구성 요소입니다. 다른 구성 요소에 연결하세요.',
  noPort: '{{place}}: {{fromKind}} → {{toKind}} 연결은 의미가 없습니다. 사이에 맞는 것을 두고 연결하세요.',
  unknownPort: '{{place}}: 호출하는 쪽에 {{found}} 포트가 없습니다. 있는 포트: {{known}}.',
  unknownPortNear: '{{place}}: 호출하는 쪽에 {{found}} 포트가 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  portRefuses:
    '{{place}}: {{fromKind}}의 {{found}} 포트에는 {{toKind}} 연결이 의미가 없습니다. 다른 포트나 다른 대상을 고르세요.',
  connectedTwice: '{{place}}: ‘{{from}}’에서 ‘{{to}}’로 가는 연결이 이 포트에 이미 있습니다. 하나면 충분합니다.',
  portOverfull:
    '{{place}}: ‘{{from}}’의 {{port}} 포트에는 최대 {{max}}개까지 연결할 수 있습니다. 연결을 하나 지우세요.',

  // 계획된 장애와 설정.
  unknownFault: '{{place}}: {{found}} 장애는 없습니다. 쓸 수 있는 장애: {{known}}.',
  unknownFaultNear: '{{place}}: {{found}} 장애는 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  faultRefused: '{{place}}: 이 대상에는 {{found}} 장애를 일으킬 수 없습니다. 일으킬 수 있는 장애: {{known}}.',
  unknownTarget: '{{place}}: {{found}} 대상이 없습니다. 있는 id: {{known}}.',
  unknownTargetNear: '{{place}}: {{found}} 대상이 없습니다. 혹시 ‘{{nearest}}’ 아닌가요?',
  momentaryLasts: '{{place}}: 이 장애는 한순간에 일어나므로 지속 시간이 없습니다. 지속 시간을 빼 주세요.',
  warmUpTooLong:
    '{{place}}: 준비 시간({{found}} ms)이 실행 시간({{max}} ms)보다 깁니다. 한쪽을 줄이거나 다른 쪽을 늘리세요.',

  // 손으로 연결하기.
  nothingThere: '연결할 ‘{{found}}’ 구성 요소가 없습니다.',
  connectSelf: '‘{{name}}’ 자신을 호출할 수는 없습니다. 다른 구성 요소로 끌어 주세요.',
  connectGroup: '‘{{name}}’ 항목은 그룹({{kind}})입니다. 그 안에 있는 것을 연결하세요.',
  alreadyConnected: '‘{{from}}’와(과) ‘{{to}}’ 사이는 이미 연결되어 있습니다.',
  portFull:
    '‘{{name}}’에는 이런 연결({{toKind}})을 {{max}}개까지 둘 수 있고, 이미 ‘{{holder}}’에 연결되어 있습니다. 그 연결을 먼저 지우세요.',
  connectPrivate:
    '‘{{to}}’은(는) 비공개라서 사용자가 닿을 수 없습니다. 앞에 로드 밸런서나 게이트웨이를 두거나 공개로 바꾸세요.',
  connectSecondPrimary:
    '‘{{to}}’에는 이미 프라이머리 ‘{{primary}}’가 있습니다. 복제본은 프라이머리 하나만 따릅니다. 그 연결을 먼저 지우세요.',
  connectReplicationCircle:
    '‘{{from}}’의 데이터는 ‘{{to}}’에서 오므로 거꾸로 보낼 수 없습니다. 프라이머리 하나에 복제본을 두세요.',
  connectCircle: '‘{{to}}’에서 이미 ‘{{from}}’까지 이어져 있어 요청이 빙빙 돌게 됩니다. 그 뒤에 있는 것에 연결하세요.',
  connectNeedsBetween:
    '‘{{from}}’({{fromKind}})에서 ‘{{to}}’({{toKind}})로 바로 연결할 수 없습니다. 사이에 맞는 것: {{betweenKinds}}.',
  connectOtherWay:
    '‘{{from}}’({{fromKind}})에서는 ‘{{to}}’({{toKind}})를 호출하지 않습니다. 반대 방향으로, 사이에 이것을 두면 됩니다: {{betweenKinds}}.',
  connectSenseless:
    '‘{{from}}’({{fromKind}})와(과) ‘{{to}}’({{toKind}}) 사이에는 의미 있는 연결이 없습니다. 다른 것에 연결하세요.',
  insertBackwards: '‘{{from}}’에서 ‘{{to}}’로 가는 연결은 의미가 없고, 반대 방향만 의미가 있습니다.',

  // 실행 전.
  nothingDrawn: '아직 아무것도 그리지 않았습니다. 클라이언트와 클라이언트가 호출할 것을 추가하세요.',
  noClient: '요청을 보내는 클라이언트가 없습니다. 하나 추가하고 연결하세요.',
  clientWithoutEntry: '‘{{name}}’의 요청이 갈 곳이 없습니다. 로드 밸런서나 서버에 직접, 또는 DNS를 거쳐 연결하세요.',
  clientWithoutTrace: '‘{{name}}’에서 재생할 기록이 아직 없습니다. 파일을 선택하거나 클라이언트에 끌어다 놓으세요.',
  privateEntry:
    '‘{{name}}’은(는) 비공개라서 ‘{{client}}’이(가) 응답을 받지 못합니다. 공개로 바꾸거나 앞에 무언가를 두세요.',
  callCircle:
    '호출이 {{chain}}(으)로 돌고 돕니다. 이 연결 중 하나를 끊거나, 서버가 부를 서비스를 확률로 고르게 하세요.',
  replicationCircle:
    '데이터베이스가 원을 그리며 복제합니다: {{chain}}. 연결 하나를 끊으세요. 프라이머리 하나에 복제본을 두면 됩니다.',
  severalPrimaries: '‘{{name}}’의 프라이머리가 {{count}}개입니다. 복제본은 하나만 따르므로 나머지 연결을 끊으세요.',
  neverReached: '‘{{name}}’까지 오는 요청이 없습니다. 무언가를 연결하거나 지우세요.',
  sessionsWithoutStore:
    '‘{{name}}’이(가) 세션을 둘 저장소가 연결되어 있지 않습니다. 캐시나 데이터베이스를 세션 저장소로 연결하세요.',
  storeWithoutSessions:
    '‘{{name}}’에 세션 저장소가 연결되어 있지만 세션을 두지 않습니다. 세션 설정을 저장소로 바꾸세요.',
  dnsWithoutRecords: '‘{{name}}’에 등록된 주소가 없습니다. 로드 밸런서처럼 이름이 가리킬 곳에 연결하세요.',
  balancerWithoutTargets: '‘{{name}}’에 대상이 없어 모든 요청이 실패합니다. 서버에 연결하세요.',
  gatewayWithoutUpstream: '‘{{name}}’ 뒤에 아무것도 없어 모든 요청이 실패합니다. 로드 밸런서나 서버에 연결하세요.',
  cdnWithoutOrigin: '‘{{name}}’에 없는 것을 가져올 오리진이 없습니다. 로드 밸런서나 서버에 연결하세요.',
  queueWithoutConsumers: '‘{{name}}’에서 꺼내 갈 워커가 없어 메시지가 쌓이기만 합니다. 워커에 연결하세요.',
  faultWithoutInstance:
    '계획된 장애({{fault}})의 대상 인스턴스가 ‘{{name}}’에 없습니다. 현재 인스턴스는 {{instances}}개입니다.',

  // 파일.
  textTooLarge: '설계로 보기에는 너무 큽니다. {{found}}자이며, 최대 {{max}}자까지 읽습니다.',
  textBlank: '아무것도 들어 있지 않습니다.',
  mermaidNotJson: 'JSON이 아니라 Mermaid 텍스트입니다. Mermaid로 가져오세요.',
  jsonTrailingComma: '{{line}}번째 줄 {{column}}번째 글자: 쉼표 뒤에 아무것도 없습니다. 쉼표를 지우세요.',
  jsonMissingComma: '{{line}}번째 줄 {{column}}번째 글자: ‘{{found}}’ 앞에 쉼표가 빠졌습니다.',
  jsonSingleQuotes:
    '{{line}}번째 줄 {{column}}번째 글자: JSON에서 {{found}} 기호는 따옴표가 아닙니다. 곧은 큰따옴표를 쓰세요.',
  jsonComment: '{{line}}번째 줄 {{column}}번째 글자: JSON에는 주석을 쓸 수 없습니다. 주석을 지우세요.',
  jsonBareKey: '{{line}}번째 줄 {{column}}번째 글자: 항목 이름은 큰따옴표로 묶어야 합니다.',
  jsonEnds: '{{line}}번째 줄 {{column}}번째 글자: 텍스트가 중간에 끝납니다. 파일의 일부가 빠지지 않았나요?',
  jsonOpenText: '{{line}}번째 줄 {{column}}번째 글자: 이 문자열이 같은 줄에서 큰따옴표로 닫히지 않았습니다.',
  jsonAfterEnd: '{{line}}번째 줄 {{column}}번째 글자: 끝난 뒤에 ‘{{found}}’부터 무언가가 더 있습니다. 지우세요.',
  jsonTooDeep: '{{line}}번째 줄 {{column}}번째 글자: 목록과 객체가 설계로 보기에는 너무 깊이 겹쳐 있습니다.',
  jsonUnexpected: '{{line}}번째 줄 {{column}}번째 글자: 여기에는 ‘{{found}}’ 기호가 올 수 없습니다.',
  notOurs: 'JSON이지만 Millrace 설계가 아닙니다. 구성 요소(components)가 없습니다. 들어 있는 항목: {{keys}}.',
  notOursBut: 'Millrace 설계가 아니라 {{found}} 파일로 보입니다. 들어 있는 항목: {{keys}}.',

  // 기록된 요청.
  traceDamaged: '{{place}}: 이 기록의 내용이 서로 맞지 않습니다. 파일을 다시 선택하세요.',
  traceBlank: '요청이 하나도 없습니다.',
  traceNotText: '텍스트가 아닙니다. 기록은 CSV(timeMs,key)나 한 줄에 키 하나, 또는 접근 로그여야 합니다.',
  traceTextLong: '기록으로 보기에는 너무 큽니다. {{found}}자이며, 최대 {{max}}자까지 읽습니다.',
  traceLong: '요청이 너무 많습니다. {{found}}개이며, 최대 {{max}}개까지 담을 수 있습니다. 파일을 나누세요.',
  traceSpan: '이 기록은 {{found}} ms 동안 이어지는데, 실행은 최대 {{max}} ms입니다. 시각이 밀리초 단위인지 확인하세요.',
  traceNoColumn: '첫 줄에 ‘{{found}}’ 열이 없습니다. 쓸 수 있는 열: {{known}}.',
  traceColumns: '{{line}}번째 줄: timeMs,key(와 operation,bytes)가 와야 합니다. 발견된 값: ‘{{found}}’.',
  traceTime: '{{line}}번째 줄: 밀리초 단위 시각이 와야 합니다. 발견된 값: ‘{{found}}’.',
  traceKey: '{{line}}번째 줄: ‘{{found}}’에 키가 없습니다.',
  traceOperation: '{{line}}번째 줄: read, write, static, job 가운데 하나가 와야 합니다. 발견된 값: ‘{{found}}’.',
  traceBytes: '{{line}}번째 줄: 1,000,000,000 이하의 정수 바이트 수가 와야 합니다. 발견된 값: ‘{{found}}’.',
  traceQuote: '{{line}}번째 줄: ‘{{found}}’에서 따옴표가 닫히지 않았습니다.',
  traceLogLine: '{{line}}번째 줄: 접근 로그 형식이 아닙니다: ‘{{found}}’.',
  traceRequest: '{{line}}번째 줄: ‘GET /path HTTP/1.1’ 같은 요청이 와야 합니다. 발견된 값: ‘{{found}}’.',

  // Mermaid.
  mermaidUnknown: 'Mermaid 다이어그램이 아닙니다. ‘{{found}}’로 시작하는데, 플로차트는 ‘flowchart LR’로 시작합니다.',
  mermaidNotFlowchart: 'Mermaid의 다른 다이어그램({{found}})입니다. 플로차트만 가져올 수 있습니다.',
  mermaidSyntax: '{{line}}번째 줄: Mermaid가 ‘{{found}}’ 부분을 읽지 못합니다.',
  mermaidEmpty: '이 플로차트에는 상자가 없습니다.',
  recordBroken: '{{line}}번째 줄: 설계 데이터를 담은 주석이 깨졌습니다. 그 상자는 보이는 대로 받아들였습니다.',
  nodeLeftOut: '‘{{name}}’ 상자는 여기에서 시뮬레이션할 수 없어 뺐습니다.',
  kindAssumed: '‘{{name}}’ 상자는 무엇인지 적혀 있지 않아 이렇게 보았습니다: {{kind}}.',
  readsFromReplicas: '‘{{from}}’에서는 프라이머리 연결을 통해 ‘{{to}}’에서 읽습니다.',
  originAssumed: '‘{{from}}’에 오리진이 그려져 있지 않아 ‘{{to}}’에서 가져오게 했습니다.',
  entryAssumed: '‘{{from}}’에서 달리 호출할 곳이 그려져 있지 않아 모든 요청을 ‘{{to}}’로 보냅니다.',
  faultLeftOut: '계획된 장애({{fault}})를 뺐습니다. 대상 {{target}} 항목이 더는 그려져 있지 않습니다.',
}
