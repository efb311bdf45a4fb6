/** TEST or PRODUCTION, so that nobody can overlook which of the two it is. */
export function EnvironmentMark({ environment }: { readonly environment: 'test' | 'production' }) {
  return (
    <span className="gs-environment" data-environment={environment}>
      {environment.toUpperCase()}
    </span>
  );
}
