// The ticks of a time axis, day before month, without the place's customs.
const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// `step` is the distance of two ticks in seconds, as uPlot found room for them.
export function dayTicks(times: number[], step: number): string[] {
  return times.map((time) => {
    const at = new Date(time * 1000);
    if (step >= 360 * 86_400) return String(at.getUTCFullYear());
    if (step >= 27 * 86_400) return `${kMonths[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
    return `${at.getUTCDate()} ${kMonths[at.getUTCMonth()]}`;
  });
}
