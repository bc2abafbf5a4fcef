/** Why the worker begins with these values, in Korean: by the English sentence. */
export const ko: Readonly<Record<string, string>> = {
  'two jobs a core, so that one may wait for the database':
    '하나가 데이터베이스를 기다려도 되도록 코어마다 작업을 두 개씩 맡습니다',
  'an image or a report: 100 ms of CPU at the median, with a long tail':
    '이미지나 보고서를 만드는 작업으로 보아 CPU 시간의 중앙값을 100 ms로 잡았고, 드물게 훨씬 오래 걸립니다',
}
