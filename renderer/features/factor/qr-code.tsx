/** A QR code as one drawn path: dark on white in every theme, with its quiet zone, so that any phone reads it. Nothing is fetched. */
import encodeQR from 'qr';

/** Modules of white around it (ISO/IEC 18004). */
const QUIET = 4;

export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(text, 'raw', { border: QUIET, ecc: 'medium' });
  const path = rows
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${String(x)} ${String(y)}h1v1h-1z` : '')))
    .join('');
  const size = rows.length;
  return (
    <svg className="qr" viewBox={`0 0 ${String(size)} ${String(size)}`} role="img" aria-label={label}>
      <rect width={size} height={size} className="qr-paper" />
      <path d={path} className="qr-ink" shapeRendering="crispEdges" />
    </svg>
  );
}
