/** Names with their values, as headers and parameters are. */
export function Pairs({ label, pairs }: { readonly label: string; readonly pairs: readonly (readonly [name: string, value: string])[] }) {
  return (
    <section class="part">
      <h4>{label}</h4>
      {pairs.length === 0 ? (
        <p class="muted">none</p>
      ) : (
        <dl class="pairs">
          {pairs.map(([name, value]) => (
            <div key={`${name}=${value}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
