import { useState } from "preact/hooks";
import type { TableDescription, TableItems } from "../../protocol";
import { Scroll } from "../parts/scroll";
import { Tabbed } from "../parts/tabbed";
import { useAnswer } from "../use-answer";

/** The items of the embedded DynamoDB, to be looked at. */
export function Tables({ name, instance }: { readonly name: string | undefined; readonly instance: string | undefined }) {
  const answered = useAnswer<readonly TableDescription[]>("tables", instance);
  return (
    <Tabbed title="Tables" view="tables" answered={answered} name={name} none="The program makes no DynamoDB table.">
      {(shown) => <Items key={shown.name} table={shown} instance={instance} />}
    </Tabbed>
  );
}

function Items({ table, instance }: { readonly table: TableDescription; readonly instance: string | undefined }) {
  const [version, setVersion] = useState(0);
  const { value, error } = useAnswer<TableItems>(`tables/${encodeURIComponent(table.name)}`, `${instance} ${version}`);
  if (error !== undefined) return <p class="empty">{error}</p>;
  const items = value?.items ?? [];
  const columns = [...new Set([...table.keys, ...items.flatMap((item) => Object.keys(item))])];
  return (
    <>
      <p class="facts">
        {items.length === 1 ? "1 item" : `${items.length} items`}
        {value?.more && ", and more"}{" "}
        <button type="button" onClick={() => setVersion(version + 1)}>
          Read again
        </button>
      </p>
      <Scroll label={`Items of ${table.name}`}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                  {table.keys.includes(column) && <span class="muted"> key</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={table.keys.map((key) => JSON.stringify(item[key])).join()}>
                {columns.map((column) => (
                  <td key={column}>{cell(item[column])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** `{"S": "a"}` as a; anything deeper as DynamoDB writes it. */
function cell(value: unknown): string {
  if (value === undefined) return "";
  const [[type, inner] = ["", value]] = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return ["S", "N", "BOOL"].includes(type) ? String(inner) : JSON.stringify(value);
}
