/** A view that has nothing to show, or not yet. */
export function PageMessage({ title, text = "" }: { readonly title: string; readonly text?: string | undefined }) {
  return (
    <div class="page">
      <h1>{title}</h1>
      <p class="empty">{text}</p>
    </div>
  );
}
