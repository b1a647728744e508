package io.iotcrm.web.security;

import java.util.List;

/** A line of the matrix as its page edits it: a role's grants, or a field for all roles. */
public class GrantRow {
  private final String name;
  private final List<Cell> cells;

  GrantRow(String name, List<Cell> cells) {
    this.name = name;
    this.cells = List.copyOf(cells);
  }

  public String getName() {
    return name;
  }

  public List<Cell> getCells() {
    return cells;
  }

  /** One choice in it. */
  public static class Cell {
    private final String column;
    private final List<String> choices;
    private String value;

    /**
     * @param choices what there is to choose; empty where there is nothing
     */
    Cell(String column, List<String> choices, String value) {
      this.column = column;
      this.choices = List.copyOf(choices);
      this.value = value;
    }

    public String getColumn() {
      return column;
    }

    public List<String> getChoices() {
      return choices;
    }

    public String getValue() {
      return value;
    }

    public void setValue(String value) {
      this.value = value;
    }
  }
}
