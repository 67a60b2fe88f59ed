"""Views: values in, text out. Nothing here prints.

- `text`: fitted to a width; `safe`: so that what was typed is text and nothing else
- `screens`: what a conversation shows, and the home screen
- `entries`: lists of them, one entry, its history; `entry_rows`: an entry's parts;
  `hits`: where words were found in them
- `figures`: the first screen of `stats`; `sections`: the others; `stats_json`: its JSON
- `phrasing`: figures in words, for screen and page
- `report`: the page, filled into its template; `charts`: where their marks lie
- `help_page`: numbers to call; `calendar`: one event, without a name
- `card`: words to take along; `learn`: pages to read
- `supervision`: chosen moments to take along, with letters for names; `markdown`: entries
  for reading; `table`: for a spreadsheet
"""
