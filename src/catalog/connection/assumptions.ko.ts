/** Why connections begin with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'from the places of its two ends (round trips of the network table, halved) unless set':
    '따로 정하지 않으면 양 끝의 위치에 따라 네트워크 표의 왕복 시간을 반으로 나눈 값입니다',
  'no retries unless asked for, as in most servers and clients':
    '대부분의 서버와 클라이언트처럼, 따로 정하지 않으면 재시도하지 않습니다',
  'few clients have one unless somebody has switched it on':
    '누군가 켜 두지 않은 한, 이 기능을 쓰는 클라이언트는 드뭅니다',
  'most callees are not told that their caller gave up': '호출자가 포기했다는 사실은 대개 대상에 전해지지 않습니다',
  'a second call is safe only for what may happen twice': '두 번째 호출은 두 번 일어나도 괜찮은 일에만 안전합니다',
  'without one a caller opens as many connections as it has calls':
    '풀이 없으면 호출자는 진행 중인 호출 수만큼 연결을 엽니다',
  'connections that were opened long ago cost nothing': '오래전에 열어 둔 연결에는 핸드셰이크 비용이 들지 않습니다',
  'the network table has medians; what is around them is left out unless asked for':
    '네트워크 표에는 중앙값만 있으며, 그 주변의 흔들림은 따로 정하지 않으면 뺍니다',
  'inside a data center about one packet in 100,000 is lost':
    '데이터 센터 안에서는 패킷 100,000개 가운데 하나쯤 사라집니다',
  'payloads are small beside what lines between servers carry':
    '서버 사이의 회선이 나를 수 있는 양에 견주면 오가는 데이터는 적습니다',
  'a gigabit a second, as a usual network card has': '흔한 네트워크 카드의 속도인 초당 1기가비트입니다',
}
