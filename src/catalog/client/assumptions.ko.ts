/** Why the client begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'people are counted by the day, and do not wait for each other': '사용자는 하루 단위로 세며 서로를 기다리지 않습니다',
  'a million daily users: enough to need more than one server': '하루 사용자가 100만 명이면 서버 한 대로는 모자랍니다',
  'a site that people use daily: 20 requests, within a range of 5 to 200':
    '날마다 쓰는 사이트로 보아 5~200회 범위에서 20회로 잡았습니다',
  'what one core serves of 10 ms pages: a place to begin':
    '10 ms짜리 페이지를 코어 하나가 처리하는 양으로, 여기서 시작하기 좋습니다',
  'nobody else has recorded your requests: choose a file, or drop it on the client':
    '기록은 직접 가져와야 합니다. 파일을 고르거나 클라이언트 위에 끌어다 놓으면 됩니다',
  'a hundred people at their screens; a closed loop is told by its users, not by a rate':
    '화면 앞에 백 명이 있다고 봅니다. 닫힌 루프는 요청률이 아니라 인원으로 정합니다',
  'many independent users make a Poisson stream': '서로 무관한 사용자가 많으면 요청은 포아송 과정을 따릅니다',
  'a page and what it loads at once': '페이지 하나와 그 페이지가 한꺼번에 불러오는 것들입니다',
  'twice as uneven as a Poisson stream, whose gaps have 1': '간격의 변동 계수가 1인 포아송보다 두 배 들쭉날쭉합니다',
  'a moment of the peak; the course of a day takes a run as long':
    '피크의 한순간을 봅니다. 하루의 흐름을 보려면 그만큼 오래 실행해야 합니다',
  'three times the load: most designs are sized for less':
    '부하의 세 배이며, 대부분의 설계는 그보다 적은 부하에 맞춰져 있습니다',
  'after the warm-up, and long enough to see what was before':
    '준비 시간이 지나고, 변하기 전의 모습도 충분히 보고 난 다음입니다',
  'half a minute: to be watched; a day has 24 h': '지켜볼 수 있도록 30초로 잡았습니다. 실제 하루는 24시간입니다',
  'an example to draw over: up to three times the load, and down to half of it':
    '고쳐 그리기 위한 예시로, 부하가 세 배까지 올랐다가 절반으로 내려갑니다',
  'a site that mostly reads; exponents near 0.8 are usual on the web (Breslau et al., 1999)':
    '읽기가 대부분인 사이트로 봅니다. Breslau 외(1999)에 따르면 웹에서 지수는 흔히 0.8 안팎입니다',
  'users wait for an edge as long as for the entry behind it':
    '사용자는 엣지의 응답도 그 뒤에 있는 진입점의 응답만큼 기다립니다',
}
