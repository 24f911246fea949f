/** A thin line that moves when an answer takes longer than 400 ms; what is on screen stays on screen. */
export function Progress({ isBusy, label }: { readonly isBusy: boolean; readonly label: string }) {
  return isBusy ? (
    <div className="progress" role="progressbar" aria-label={label} />
  ) : (
    <div className="progress-rest" aria-hidden="true" />
  );
}

/** For a place that has nothing yet: words, only after 400 ms. */
export function Loading({ label }: { readonly label: string }) {
  return (
    <p className="loading" role="status">
      {label}
    </p>
  );
}
