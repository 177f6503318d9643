/** The value below which a share of the measurements lie. */
export const percentile = (values: number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
};

export const milliseconds = (value: number): string =>
  `${value.toLocaleString('it', { maximumFractionDigits: value < 10 ? 1 : 0 })} ms`;

export const rate = (value: number): string => value.toLocaleString('it', { maximumFractionDigits: 1 });
