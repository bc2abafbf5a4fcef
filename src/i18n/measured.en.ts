/** Words of the measured run. */
export const en = {
  title: 'Measured run',
  hint:
    'Runs this design again and again, with one seed after the other, and says how sure each figure ' +
    'is. The run on the page goes on meanwhile.',
  replications: 'Runs',
  duration: 'Length of each',
  warmUp: 'Warm-up, not measured',
  tooShort: 'Nothing would be measured: the warm-up must be shorter than the run.',
  start: 'Measure',
  again: 'Measure again',
  stop: 'Stop',
  progress: 'Progress',
  progressOf: '{{finished}} of {{planned}} runs done',
  done: '{{runs}} runs (seeds {{first}} to {{last}}), {{duration}} measured after {{warmUp}} of warm-up each.',
  interval:
    'Mean ± half of the 95 % confidence interval (Student’s t): the true mean lies in it in 19 of 20 cases. Four ' +
    'times the runs make it about half as wide.',
  stopped: 'Stopped early: {{planned}} runs were planned.',
  stoppedTooEarly: 'Stopped before two runs were done: that is too little to say how sure a figure is.',
  edited: 'The design has been edited since.',
  refused: 'This design cannot run yet: {{problem}}',
  crashed: 'Millrace itself broke down: {{message}}. The design is safe.',
  table: 'Figures of the measured run',
  figure: 'Figure',
  mean: 'Mean ± half-width',
  deviation: 'Standard deviation',
  theory: 'Theory',
  endToEnd: 'End to end',
  copy: 'Copy as CSV',
  copied: 'Copied',
  figures: {
    offered: 'Offered',
    throughput: 'Ended',
    goodput: 'OK',
    failedShare: 'Failed',
    latencyMean: 'Latency, mean',
    latencyP50: 'Latency, p50',
    latencyP95: 'Latency, p95',
    latencyP99: 'Latency, p99',
    utilization: 'Utilization',
  },
} as const
