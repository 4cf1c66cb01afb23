package store

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// filled is a value with every field set to something of its own, so that a field
// that a conversion forgets, or confuses with another, is seen.
func filled[T any](t *testing.T) T {
	t.Helper()
	var value T
	count := 0
	fill(t, reflect.ValueOf(&value).Elem(), &count)
	return value
}

func fill(t *testing.T, value reflect.Value, count *int) {
	t.Helper()
	*count++
	if _, isTime := value.Interface().(time.Time); isTime {
		value.Set(reflect.ValueOf(precise(noon.Add(time.Duration(*count) * time.Hour))))
		return
	}
	switch value.Kind() {
	case reflect.String:
		value.SetString(fmt.Sprintf("text %d", *count))
	case reflect.Int, reflect.Int64:
		value.SetInt(int64(*count))
	case reflect.Bool:
		value.SetBool(true)
	case reflect.Struct:
		for i := range value.NumField() {
			fill(t, value.Field(i), count)
		}
	case reflect.Slice:
		value.Set(reflect.MakeSlice(value.Type(), 1, 1))
		fill(t, value.Index(0), count)
	case reflect.Pointer:
		value.Set(reflect.New(value.Type().Elem()))
		fill(t, value.Elem(), count)
	case reflect.Map:
		element := reflect.New(value.Type().Elem()).Elem()
		fill(t, element, count)
		value.Set(reflect.MakeMap(value.Type()))
		value.SetMapIndex(reflect.ValueOf(fmt.Sprintf("key %d", *count)), element)
	case reflect.Interface:
		value.Set(reflect.ValueOf(fmt.Sprintf("anything %d", *count)))
	case reflect.Uint8:
		value.SetUint(uint64(*count % 256))
	default:
		t.Fatalf("cannot fill a %s", value.Type())
	}
}

// same compares what was written with what was read back.
func same[T any](t *testing.T, got, want T) {
	t.Helper()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read back\n  %+v\nbut written was\n  %+v", got, want)
	}
}
