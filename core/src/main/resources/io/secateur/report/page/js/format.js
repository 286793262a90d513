/** Numbers as people read them. */
const format = (() => {
  const NONE = "–";
  const MINUS = "−";
  const isNumber = x => typeof x === "number" && Number.isFinite(x);
  const plain = (x, options) => x.toLocaleString("en-US", options).replace("-", MINUS);
  const superscript = n => String(n).replace(/[-0-9]/g, c => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(c)]);

  function power(x, digits) {
    const [mantissa, exponent] = x.toExponential(digits).split("e");
    return `${mantissa.replace("-", MINUS)} × 10${superscript(Number(exponent))}`;
  }

  /** Four significant digits. */
  function number(x) {
    if (!isNumber(x)) return NONE;
    const size = Math.abs(x);
    if (size !== 0 && (size < 1e-3 || size >= 1e9)) return power(x, 2);
    if (size >= 1e4) return plain(x, { maximumFractionDigits: 0 });
    return plain(x, { maximumSignificantDigits: 4 });
  }

  const count = x => (isNumber(x) ? plain(x, { maximumFractionDigits: 0 }) : NONE);

  const percent = (share, digits = 2) =>
    isNumber(share) ? plain(100 * share, { minimumFractionDigits: digits, maximumFractionDigits: digits }) + " %" : NONE;

  function scaled(x, base, units) {
    if (!isNumber(x)) return NONE;
    let value = x;
    let unit = 0;
    while (unit < units.length - 1 && Math.abs(value) >= base) {
      value /= base;
      unit++;
    }
    return `${plain(value, { maximumSignificantDigits: Math.abs(value) < 1000 ? 3 : 4 })} ${units[unit]}`;
  }

  const bytes = x => scaled(x, 1000, ["B", "kB", "MB", "GB"]);
  const milliseconds = x => (isNumber(x) ? scaled(x * 1000, 1000, ["µs", "ms", "s"]) : NONE);

  /** From one number to another: points for shares, else per cent. */
  function change(before, after, isShare) {
    if (!isNumber(before) || !isNumber(after)) return "";
    const sign = x => (x > 0 ? "+" : "");
    if (isShare) {
      const points = 100 * (after - before);
      return `${sign(points)}${plain(points, { minimumFractionDigits: 2, maximumFractionDigits: 2 })} points`;
    }
    if (before === 0) return "";
    const part = 100 * (after / before - 1);
    const most = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
    return Math.abs(part) >= 1000 ? `× ${number(after / before)}` : `${sign(part)}${plain(part, most)} %`;
  }

  /** A tick of an axis: short. */
  function tick(x) {
    const size = Math.abs(x);
    if (size === 0) return "0";
    if (size >= 1e6 || size < 1e-3) {
      const exponent = Math.floor(Math.log10(size) + 1e-9);
      const mantissa = Number((x / 10 ** exponent).toPrecision(3));
      return mantissa === 1 ? `10${superscript(exponent)}` : `${plain(mantissa, {})}·10${superscript(exponent)}`;
    }
    return plain(x, { maximumSignificantDigits: 4 });
  }

  const shareTick = x => plain(100 * x, { maximumFractionDigits: 2 }) + " %";

  return { number, count, percent, bytes, milliseconds, change, tick, shareTick, NONE };
})();
